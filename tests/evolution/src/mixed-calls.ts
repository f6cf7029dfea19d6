import type { PackageKey } from "@eks-auth/codegen/semver";
import type { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { builtPackage } from "./build-packages.ts";
import type { MixedCall, ModelChange } from "./catalogue/change.ts";
import { startingModels } from "./catalogue/starting-models.ts";

/** Which side of a call has the version before the change. The other side has the version after it. */
export type Direction = "oldClient" | "oldServer";

/** A package with a client. */
type ClientKey = "client" | "client-light";

/** A client and a stub of different versions that don't understand each other. */
export interface MixedFailure {
  readonly direction: Direction;
  readonly client: ClientKey;
}

/** The package whose new version makes calls fail. */
export function packageOf({ direction, client }: MixedFailure): PackageKey {
  return direction === "oldClient" ? "server" : client;
}

/** Describes the two sides: `the old client with the new stub`. */
export function describeSides({ direction, client }: MixedFailure): string {
  const [age, other] = direction === "oldClient" ? ["old", "new"] : ["new", "old"];
  return `the ${age} ${client === "client" ? "" : "light "}client with the ${other} stub`;
}

const program = "evolution/mixed.ts";

/**
 * Calls the stub of one version with the clients of the other. The values have no types: old programs were compiled for the
 * old version.
 *
 * @returns what fails, and the calls whose result is not the expected one
 */
export async function runMixedCalls(
  change: ModelChange,
  copy: RepositoryCopy,
): Promise<{ readonly failing: readonly MixedFailure[]; readonly problems: readonly string[] }> {
  const { startingModel = "own", removedMethods = [] } = change;
  const kept = startingModels[startingModel].methods.filter((name) => !removedMethods.includes(name));
  const calls = change.mixedCalls ?? usualCalls(kept);
  await copy.write(program, writeMixedProgram(change, calls));
  const { exitCode, stdout, stderr } = await copy.run(program);
  if (exitCode !== 0) {
    return { failing: [], problems: [`the calls between versions failed: ${stdout}${stderr}`] };
  }
  const results: Readonly<Partial<Record<ClientKey, string>>>[] = JSON.parse(stdout);
  const failing = new Map<string, MixedFailure>();
  const problems: string[] = [];
  for (const [index, { direction, fails }] of calls.entries()) {
    for (const client of ["client", "client-light"] as const) {
      const problem = results[index]?.[client];
      const sides = { direction, client };
      if (problem !== undefined) {
        failing.set(describeSides(sides), sides);
      }
      if (fails !== undefined && fails !== (problem !== undefined)) {
        problems.push(`call ${index + 1}, ${describeSides(sides)}: ${problem ?? "it must fail, but works"}`);
      }
    }
  }
  return { failing: [...failing.values()], problems };
}

/** Calls each method that both versions have, in both directions. They can fail, if the bump says so. */
function usualCalls(methods: readonly string[]): MixedCall[] {
  const calls = {
    assumeRoleForPodIdentity: {},
    describeAssociation: { operation: "DescribeAssociation", input: "associationKey", output: "association" },
    updateAssociation: { operation: "UpdateAssociation", input: "update", output: "updated" },
  };
  const chosen = Object.entries(calls).filter(([method]) => methods.includes(method));
  return (["oldClient", "oldServer"] as const).flatMap((direction) =>
    chosen.map(([, call]) => ({ direction, ...call })),
  );
}

/** Writes a program that makes the calls, and prints a JSON array with the problem of each client. */
function writeMixedProgram({ startingModel = "own" }: ModelChange, calls: readonly MixedCall[]): string {
  const version = (name?: string) => `{
  client: await import("../${builtPackage("client", name)}/index.js"),
  light: await import("../${builtPackage("client-light", name)}/index.js"),
  server: await import("../${builtPackage("server", name)}/index.js"),
}`;
  const { methods, values } = startingModels[startingModel];
  return `${head}
const before = ${version(startingModel)};
const after = ${version()};
const methods = ${JSON.stringify(methods)};
${values}
const calls: Call[] = [
${calls.map(printCall).join("\n")}
];
${runner}`;
}

function printCall({ direction, operation, input, output, page, ...expected }: MixedCall): string {
  const sides =
    direction === "oldClient" ? "...before, server: after.server" : "...after, server: before.server";
  const sent = input ?? "request";
  const returned = output ?? "response";
  return `  { ${sides}, operation: "${operation ?? "AssumeRoleForPodIdentity"}", input: ${sent}, output: ${returned},
    expectedInput: ${expected.expectedInput ?? sent}, expectedOutput: ${expected.expectedOutput ?? returned}, page: ${JSON.stringify(page)} },`;
}

const head = `import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeListener } from "@eks-auth/server/node";

interface Page { origin: string; headers?: string[]; reads?: string[] }
interface Call {
  client: any; light: any; server: any; operation: string; input: object; output: object;
  expectedInput: object; expectedOutput: object; page: Page | undefined;
}
`;

const runner = `
/** Asks as a browser asks before a page's request: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
async function askForPage(url: string, { origin, headers = [], reads = [] }: Page): Promise<void> {
  const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": headers.join() };
  const { headers: answer } = await fetch(url, { method: "OPTIONS", headers: asked });
  const list = (name: string) => (answer.get(name) ?? "").toLowerCase().split(", ");
  assert.ok(["*", origin].includes(answer.get("access-control-allow-origin") ?? ""), "the origin is blocked");
  for (const name of headers) assert.ok(list("access-control-allow-headers").includes(name), name + " is blocked");
  for (const name of reads) assert.ok(list("access-control-expose-headers").includes(name), name + " is hidden");
}

type Send = (options: { endpoint: string; region: string; credentials: object; maxAttempts: number }) => Promise<object>;

async function make({ server, operation, output, expectedInput, expectedOutput, page }: Call, send: Send): Promise<void> {
  let received: unknown;
  const called = operation.charAt(0).toLowerCase() + operation.slice(1);
  const service = Object.fromEntries([...new Set([...methods, called])].map((name) => [name, async (value: unknown) => {
    received = value;
    return output;
  }]));
  const listener = createNodeListener(server.createEKSAuthFrontendHandler(service));
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const endpoint = \`http://127.0.0.1:\${(http.address() as AddressInfo).port}\`;
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  try {
    if (page !== undefined) await askForPage(endpoint + "/clusters/dev/assume-role-for-pod-identity", page);
    const result = await send({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    assert.partialDeepStrictEqual(received, expectedInput, "the implementation's input");
    assert.partialDeepStrictEqual(result, expectedOutput, "the client's output");
  } finally {
    http.close();
    http.closeAllConnections();
  }
}

const describe = (error: unknown) => String(error);

const results = [];
for (const call of calls) {
  const { client, light, operation, input } = call;
  const method = operation.charAt(0).toLowerCase() + operation.slice(1);
  const problems = {
    client: await make(call, (options) => new client.EKSAuthClient(options).send(new client[operation + "Command"](input))).catch(describe),
    "client-light": await make(call, (options) => new light.EKSAuth(options)[method](input)).catch(describe),
  };
  results.push(problems);
}
process.stdout.write(JSON.stringify(results));
`;
