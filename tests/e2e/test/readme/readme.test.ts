import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const snippets = readSnippets("README.md");
// Inside the workspace, so that the snippets resolve its packages.
const folder = join(root, "tests/e2e/build/readme");

/** Prints the port that a program listens on, for programs that do not print it. */
const printPort = `
  import { subscribe } from "node:diagnostics_channel";
  subscribe("tracing:net.server.listen:asyncEnd", ({ server }) => console.log("port " + server.address().port));
`;

/** Finds the snippet of a language that contains a text. */
function snippet(language: string, text: string): string {
  const found = snippets.filter((one) => one.language === language && one.code.includes(text));
  expect(found, `README.md has one ${language} snippet with ${text}`).toHaveLength(1);
  return found[0]?.code ?? "";
}

async function runTypeScript(code: string): Promise<string> {
  const file = join(folder, "snippet.ts");
  await writeFile(file, code);
  return readOutput(process.execPath, [file], { cwd: folder });
}

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("with the API that `npm start` serves", () => {
  let server: StartedProgram;
  let endpoint: string;
  let eksApi: string;

  beforeAll(async () => {
    // It ran before the tests, and would delete node_modules while they run.
    const command = snippet("sh", "npm ci && npm start").replace("npm ci && ", "");
    expect(command).toBe("npm start");
    server = new StartedProgram("sh", ["-c", `${command} -- --port 0 --directory ${join(folder, "eks")}`], {
      cwd: root,
      // npm and turbo start the process that must be interrupted.
      group: true,
      stopSignal: "SIGINT",
    });
    const output = await server.waitFor("Press Ctrl-C to stop.");
    endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
    eksApi = /--endpoint-url (http:\S+)/.exec(output)?.[1] ?? "";
  });
  afterAll(() => server.stop());

  it("the client's example gets credentials", async () => {
    const code = snippet("ts", "new EKSAuth({").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-\S+ until 20\d\d-/,
    );
  });

  it("the agent's example prints its URL", async () => {
    const code = snippet("ts", "startAgent").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toMatch(
      /^AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:\d+\/v1\/credentials\n$/,
    );
  });

  it("the AWS CLI's example names what the EKS API needs", async () => {
    // test/eks-api runs the AWS CLI itself.
    const command = snippet("sh", "aws eks create-pod-identity-association").replaceAll("\\\n", "");
    const options = Object.fromEntries(
      [...command.matchAll(/--([a-z-]+) (\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    expect(options).toMatchObject({ "endpoint-url": "http://127.0.0.1:8483", region: "us-east-1" });
    const response = await fetch(`${eksApi}/clusters/${options["cluster-name"]}/pod-identity-associations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        namespace: options.namespace,
        serviceAccount: options["service-account"],
        roleArn: options["role-arn"],
      }),
    });
    expect(await response.json()).toMatchObject({
      association: { clusterName: "dev", serviceAccount: "app", roleArn: options["role-arn"] },
    });
  });

  it("the types' example finds the name of the error", async () => {
    const code = snippet("ts", "findErrorName(").replace("http://127.0.0.1:8480", endpoint);
    expect(await runTypeScript(code)).toBe("ResourceNotFoundException\n");
  });
});

it("the server's example answers with its error", async () => {
  const file = join(folder, "server.ts");
  await writeFile(file, snippet("ts", "createEKSAuthFrontendHandler({").replace("8490", "0"));
  await writeFile(join(folder, "print-port.mjs"), printPort);
  await using server = new StartedProgram(process.execPath, ["--import", "./print-port.mjs", file], {
    cwd: folder,
  });
  const [, port] = /^port (\d+)$/m.exec(await server.waitFor("\n")) ?? [];
  const response = await fetch(`http://127.0.0.1:${port}/clusters/mine/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: "header.payload.signature" }),
  });
  expect(response.headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException");
  expect(await response.json()).toEqual({ message: "There is no cluster mine yet." });
});

it("the service's example mints a token", async () => {
  expect(await runTypeScript(snippet("ts", "startDevCluster"))).toMatch(
    /^a token of \d+ characters, signed by http:\/\/127\.0\.0\.1:\d+\n$/,
  );
});

describe("the exchange", () => {
  const printed = JSON.parse(snippet("json", "subject"));

  it.each(["npm start -- --once", "npx @eks-auth/cli dev --once"])(
    "by `%s` prints the response that the README shows",
    async (text) => {
      const stdout = await readOutput("sh", ["-c", snippet("sh", text)], { cwd: root });
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

it("every snippet is tested: here, in test/sdks with the AWS CLI, in tests/install, or in tests/kubernetes", () => {
  const count = (language: string): number => snippets.filter((one) => one.language === language).length;
  expect({ ts: count("ts"), sh: count("sh"), json: count("json") }).toEqual({ ts: 5, sh: 8, json: 1 });
});

/** Replaces each value of a document by its type. */
function shapeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]))
    : typeof value;
}
