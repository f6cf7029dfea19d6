import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunningProcess } from "./running-process.ts";
import { readSnippets, root } from "./snippets.ts";

const execute = promisify(execFile);
const snippets = readSnippets("README.md");
// Inside the package, so that the snippets find the workspace's packages as a user's project would.
const folder = join(root, "packages/e2e/build/readme");

/** Prints the port that a program listens on which doesn't say it. */
const tellPort = `
  import { subscribe } from "node:diagnostics_channel";
  subscribe("tracing:net.server.listen:asyncEnd", ({ server }) => console.log("port " + server.address().port));
`;

/** Finds a snippet by its language and a piece of it. */
function snippet(language: string, piece: string): string {
  const found = snippets.filter((one) => one.language === language && one.code.includes(piece));
  expect(found, `README.md has one ${language} snippet with ${piece}`).toHaveLength(1);
  return found[0]?.code ?? "";
}

/** `npm ci` has been done before a test can run, and would take the tools away from under it. */
function withoutInstall(command: string): string {
  return command.replace("npm ci && ", "");
}

async function runTypeScript(code: string): Promise<string> {
  const file = join(folder, "snippet.ts");
  await writeFile(file, code);
  return (await execute(process.execPath, [file], { cwd: folder })).stdout;
}

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("with what `npm start` serves", () => {
  let server: RunningProcess;
  let endpoint: string;

  beforeAll(async () => {
    const command = withoutInstall(snippets.find(({ code }) => code.endsWith("npm start"))?.code ?? "");
    expect(command).toBe("npm start");
    server = new RunningProcess(`${command} -- --port 0 --directory ${join(folder, "eks")}`, root);
    const output = await server.waitFor("Press Ctrl-C to stop.");
    endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
  });
  afterAll(() => server.stop());

  it("the client's example gets credentials", async () => {
    const code = snippet("ts", "new EKSAuthClient").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-\S+ until 20\d\d-/,
    );
  });

  it("the agent's example says where it is", async () => {
    const code = snippet("ts", "startAgent").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toMatch(
      /^AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:\d+\/v1\/credentials\n$/,
    );
  });

  it("the types' example finds out the error's name", async () => {
    const code = snippet("ts", "findErrorName(").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toBe("ResourceNotFoundException\n");
  });
});

it("the server's example answers", async () => {
  const file = join(folder, "server.ts");
  await writeFile(file, snippet("ts", "createEKSAuthFrontendHandler({").replace("8490", "0"));
  await writeFile(join(folder, "tell-port.mjs"), tellPort);
  const server = new RunningProcess(`exec "${process.execPath}" --import ./tell-port.mjs "${file}"`, folder);
  const [, port] = /^port (\d+)$/m.exec(await server.waitFor("\n")) ?? [];
  const response = await fetch(`http://127.0.0.1:${port}/clusters/mine/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: "header.payload.signature" }),
  });
  await server.stop();
  expect(response.headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException");
  expect(await response.json()).toEqual({ message: "There is no cluster mine yet." });
});

it("the service's example makes a token", async () => {
  expect(await runTypeScript(snippet("ts", "startDevCluster"))).toMatch(
    /^a token of \d+ characters, signed by http:\/\/127\.0\.0\.1:\d+\n$/,
  );
});

describe("the exchange", () => {
  const printed = JSON.parse(snippet("json", "subject"));

  it.each(["npm start -- --once", "npx @eks-auth/cli dev --once"])(
    "by `%s` gives what the README shows",
    async (text) => {
      const command = withoutInstall(snippet("sh", text));
      const { stdout } = await execute("sh", ["-c", command], { cwd: root });
      const response = JSON.parse(stdout.slice(stdout.indexOf("{")));
      expect(shapeOf(response)).toEqual(shapeOf(printed));
      expect(response.subject).toEqual(printed.subject);
      expect(Date.parse(response.credentials.expiration)).toBeGreaterThan(Date.now());
    },
  );
});

it("the test command is what CI runs", () => {
  expect(readFileSync(join(root, ".ci/run"), "utf8")).toContain(snippet("sh", "npm test"));
});

it("packs every published package, and the installation takes all that was packed", () => {
  const code = snippet("sh", "npm pack").replaceAll("\\\n", "");
  const folders = globSync("packages/*/package.json", { cwd: root })
    .filter((file) => !JSON.parse(readFileSync(join(root, file), "utf8")).private)
    .map((file) => `./${dirname(file)}`);
  const [, destination, packed = ""] = /^npm pack --pack-destination (\S+) (.+)$/m.exec(code) ?? [];
  expect(packed.split(/\s+/).toSorted()).toEqual(folders.toSorted());
  expect(code).toContain(`npm install --global ${destination}/*.tgz`);
});

it("no snippet is left out, here or in packages/sdks, which has the AWS CLI", () => {
  const count = (language: string): number => snippets.filter((one) => one.language === language).length;
  expect({ ts: count("ts"), sh: count("sh"), json: count("json") }).toEqual({ ts: 5, sh: 6, json: 1 });
});

/** The names in a document, with the type of each value. */
function shapeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]))
    : typeof value;
}
