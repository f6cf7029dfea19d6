import type { Exchange, ModelChange } from "./catalogue/change.ts";
import { bases } from "./catalogue/starting-models.ts";

/**
 * Writes a program that implements the service of a changed model, hosts the generated stub on 127.0.0.1 and calls it
 * with the generated client. It exits with 0 where each side got what the change says.
 */
export function writeProgram({ base = "own", gone = [], exchanges }: ModelChange): string {
  const called = exchanges.map(({ operation = "AssumeRoleForPodIdentity" }) => methodName(operation));
  const methods = new Set([...bases[base].methods.filter((name) => !gone.includes(name)), ...called]);
  return `${head}
${bases[base].values}

let exchange = 0;
let arrived: unknown;
const service: server.EKSAuthFrontendService = {
${[...methods].map((name) => writeMethod(name, exchanges)).join("\n")}
};
${host}
${exchanges.map(writeExchange).join("\n")}
caller.destroy();
http.close();
`;
}

function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

function writeMethod(name: string, exchanges: readonly Exchange[]): string {
  const cases = exchanges.flatMap(
    ({ operation = "AssumeRoleForPodIdentity", answers = "response", throws, refused }, index) =>
      methodName(operation) !== name || refused !== undefined
        ? []
        : [`      case ${index}: ${throws === undefined ? `return ${answers};` : `throw ${throws};`}`],
  );
  return `  async ${name}(input) {
    arrived = input;
    switch (exchange) {
${cases.join("\n")}
      default: throw new Error("It is not the turn of ${name}.");
    }
  },`;
}

function writeExchange(exchange: Exchange, index: number): string {
  const { operation = "AssumeRoleForPodIdentity", sends = "request", answers = "response" } = exchange;
  const { throws, refused, wire = {} } = exchange;
  const send = `caller.send(new client.${operation}Command(${sends}))`;
  const arrives = `assert.deepEqual(arrived, ${exchange.arrives ?? sends}, "what arrives at the implementation");`;
  const lines =
    refused !== undefined
      ? [`await refuses(${send}, ${JSON.stringify(refused)});`]
      : throws !== undefined
        ? [`await fails(${send}, ${throws});`, arrives]
        : [
            `const { $metadata: _${index}, ...got } = await ${send};`,
            `assert.deepEqual(got, ${exchange.gets ?? answers}, "what arrives at the caller");`,
            arrives,
          ];
  const { target, headers, sent, answered } = wire;
  const checks = [
    target && `assert.equal(seen.target, ${JSON.stringify(target)});`,
    headers && `assert.partialDeepStrictEqual(seen.headers, ${headers}, "the request's headers");`,
    sent && `assert.partialDeepStrictEqual(JSON.parse(seen.sent), ${sent}, "the request's JSON");`,
    answered &&
      `assert.partialDeepStrictEqual(JSON.parse(seen.answered), ${answered}, "the response's JSON");`,
  ].filter((line) => line !== undefined);
  return `exchange = ${index};\n{\n${[...lines, ...checks].map((line) => `  ${line}\n`).join("")}}`;
}

const head = `import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as client from "@eks-auth/client";
import * as server from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import type * as types from "@eks-auth/types";
import { NumericValue } from "@smithy/core/serde";
`;

const host = `
const seen = { target: "", headers: {} as object, sent: "", answered: "" };
const listener = createNodeListener(server.createEKSAuthFrontendHandler(service));
const http = createServer((request, response) => {
  Object.assign(seen, { target: \`\${request.method} \${request.url}\`, headers: request.headers, sent: "", answered: "" });
  request.on("data", (chunk) => { seen.sent += chunk; });
  const end = response.end.bind(response);
  const write = response.write.bind(response);
  const note = (chunk: unknown) => {
    seen.answered += typeof chunk === "string" || chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : "";
  };
  response.end = ((...args: Parameters<typeof end>) => { note(args[0]); return end(...args); }) as typeof end;
  response.write = ((...args: Parameters<typeof write>) => { note(args[0]); return write(...args); }) as typeof write;
  listener(request, response);
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
const caller = new client.EKSAuthClient({
  endpoint: \`http://127.0.0.1:\${(http.address() as AddressInfo).port}\`,
  region: "us-east-1",
  credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  maxAttempts: 1,
});

async function refuses(call: Promise<unknown>, words: string): Promise<void> {
  await assert.rejects(call, (error: Error) => {
    assert.equal(error.name, "InvalidParameterException");
    assert.ok(error.message.includes(words), \`\${words} is not in: \${error.message}\`);
    return true;
  });
}

async function fails(call: Promise<unknown>, thrown: server.ModeledError<object>): Promise<void> {
  const classes: Readonly<Record<string, unknown>> = { ...client };
  await assert.rejects(call, (error: client.EKSAuthServiceException) => {
    assert.ok(error instanceof (classes[thrown.name] as typeof Error), \`\${error.name} instead of \${thrown.name}\`);
    const { message, ...members } = thrown.members as { message?: string };
    assert.equal(error.message, message);
    assert.equal(error.$metadata.httpStatusCode, thrown.status);
    assert.equal(error.$fault, thrown.fault);
    assert.partialDeepStrictEqual({ ...error }, members);
    return true;
  });
}
`;
