import { existsSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { runEksAuth, startEksAuth, startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { endpointIn, tokenFileIn } from "./support/printed-text.ts";

describe("eks-auth dev --once", () => {
  let run: ProgramResult;
  let response: {
    credentials: Record<string, string>;
    assumedRoleUser: Record<string, string>;
    podIdentityAssociation: Record<string, string>;
  };

  beforeAll(async () => {
    vi.stubEnv("NODE_OPTIONS", slowTime);
    run = await runEksAuth("dev", "--once");
    response = JSON.parse(run.stdout);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it("exits with 0 and prints only the response", () => {
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toBe("");
    expect(Object.keys(response).toSorted().join(" ")).toBe(
      "assumedRoleUser audience credentials podIdentityAssociation subject",
    );
  });

  it("prints who got which role", () => {
    expect(response).toMatchObject({
      subject: { namespace: "default", serviceAccount: "sample" },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: { associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/) },
      assumedRoleUser: {
        assumeRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:eks-dev-sample-pod-[0-9a-f-]{36}$/),
      },
    });
    expect(response.podIdentityAssociation.associationArn).toBe(
      `arn:aws:eks:us-east-1:111122223333:podidentityassociation/dev/${response.podIdentityAssociation.associationId}`,
    );
  });

  it("prints valid credentials without their secrets", () => {
    const { expiration, accessKeyId, ...secrets } = response.credentials;
    expect(Date.parse(expiration ?? "")).toBeGreaterThan(Date.now());
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(secrets).toEqual({ secretAccessKey: "[redacted]", sessionToken: "[redacted]" });
  });
});

describe("eks-auth dev --once --directory", () => {
  beforeAll(() => void vi.stubEnv("NODE_OPTIONS", slowTime));
  afterAll(() => void vi.unstubAllEnvs());

  it("uses the associations in the directory, and keeps them", async () => {
    await using directory = await makeTempFolder();
    const text =
      "associations:\n  - namespace: default\n    serviceAccount: sample\n    roleArn: arn:aws:iam::444455556666:role/mine\n";
    await directory.write("associations.yaml", text);
    const { stdout } = await runEksAuth("dev", "--once", "--directory", directory.path);
    expect(JSON.parse(stdout).assumedRoleUser.arn).toContain("444455556666:assumed-role/mine/");
    expect(await directory.read("associations.yaml")).toBe(text);
    expect(existsSync(directory.resolve("token"))).toBe(false);
  });

  it("says that the exchange was refused, and why", async () => {
    await using directory = await makeTempFolder();
    await directory.write("associations.yaml", "associations: []\n");
    const result = await runEksAuth("dev", "--once", "--directory", directory.path);
    expect(result).toMatchObject(
      failure(1, "error: the exchange was refused with ResourceNotFoundException: "),
    );
    expect(result.stderr).not.toMatch(/^ +at /m);
  });

  it("names the line of an error in the association file", async () => {
    await using directory = await makeTempFolder();
    await directory.write("associations.yaml", "associations:\n  - namespace: default\n");
    const result = await runInProcess("dev", "--once", "--directory", directory.path);
    expect(result).toMatchObject(failure(1, `error: ${directory.path}/associations.yaml:2: `));
    expect(result.stderr).not.toContain(" at ");
  });
});

describe("eks-auth dev", () => {
  const running: StartedProgram[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map((command) => command.stop()));
  });

  async function start(...args: string[]): Promise<{ command: StartedProgram; output: string }> {
    const command = startEksAuth("dev", "--port", "0", ...args);
    running.push(command);
    return { command, output: await command.waitFor("Press Ctrl-C to stop.") };
  }

  function assumeRole(output: string, cluster: string, token: string, headers?: object): Promise<Response> {
    return fetch(`${endpointIn(output)}/clusters/${cluster}/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ token }),
    });
  }

  it.each(["SIGINT", "SIGTERM"] as const)(
    "keeps the token readable only by its owner, exits with 0 on %s, and removes its files",
    async (signal) => {
      const { command, output } = await start();
      const { mode } = await stat(tokenFileIn(output));
      expect(mode & 0o777).toBe(0o600);
      const directory = dirname(tokenFileIn(output));
      expect(existsSync(directory)).toBe(true);
      command.signal(signal);
      expect(await command.finish()).toMatchObject({ exitCode: 0, stderr: "" });
      expect(existsSync(directory)).toBe(false);
    },
  );

  it("rejects a page of another origin, and prints why a token was refused, without the token", async () => {
    const { command, output } = await start();
    const origin = "https://attacker.example";
    expect((await assumeRole(output, "dev", "a.b.c", { origin })).status).toBe(403);
    const response = await assumeRole(output, "dev", "canaryheader.canarypayload.canarysignature");
    expect(response.headers.get("x-amzn-errortype")).toBe("InvalidTokenException");
    command.signal("SIGINT");
    const { stderr } = await command.finish();
    expect(stderr).toContain("refused  InvalidTokenException  cluster dev, request ");
    expect(stderr).not.toContain("canary");
  });

  it("applies a change of the associations, and prints why it ignores an invalid one", async () => {
    await using directory = await makeTempFolder();
    const { command, output } = await start("--directory", directory.path);
    const call = async (): Promise<string> => {
      const response = await assumeRole(output, "dev", await readFile(tokenFileIn(output), "utf8"));
      return response.text();
    };
    await directory.edit("associations.yaml", (text) => text.replace("role/sample", "role/other"));
    await expect.poll(call).toContain("assumed-role/other/");
    await directory.write("associations.yaml", "associations: none\n");
    await command.waitForError(`${directory.path}/associations.yaml:1: associations is "none"`);
    await expect.poll(call).toContain("assumed-role/other/");
  });

  it("writes the variables to a file, prints them for a shell, and removes what it wrote", async () => {
    await using directory = await makeTempFolder();
    vi.stubEnv("TMPDIR", directory.path);
    const { command, output } = await start("--write-env", directory.resolve(".env"));
    vi.unstubAllEnvs();
    const env = { ...process.env, TMPDIR: directory.path };
    const variables = await directory.read(".env");
    expect(variables).toContain(`\nAWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=${tokenFileIn(output)}\n`);
    const port = new URL(endpointIn(output)).port;
    const printed = await startEksAuthWith({ env }, "dev", "--print-env", "--port", port).finish();
    expect([printed.exitCode, printed.stderr]).toEqual([0, ""]);
    for (const line of variables.trim().split("\n").slice(1)) {
      expect(printed.stdout).toContain(line);
    }
    command.signal("SIGINT");
    await command.finish();
    expect(await directory.list(".")).toEqual([expect.stringMatching(/^eks-auth-dev-of-|^eks-auth-dev$/)]);
    const after = await startEksAuthWith({ env }, "dev", "--print-env").finish();
    expect(after).toMatchObject(failure(1, "error: no eks-auth dev of this user runs on port 8480. "));
  });

  it("runs without a place to note that it runs, and prints the variables then", async () => {
    await using directory = await makeTempFolder();
    const env = { ...process.env, TMPDIR: directory.path };
    await mkdir(directory.resolve(`eks-auth-dev-of-${process.geteuid?.()}`), { mode: 0o755 });
    await using command = startEksAuthWith({ env }, "dev", "--port", "0");
    const output = await command.waitFor("Press Ctrl-C to stop.");
    expect(output).toMatch(/^ {2}export AWS_/m);
    expect(command.stderr).toContain("warning  --print-env will not find this environment: ");
  });

  it("does not overwrite or remove a token file that exists", async () => {
    await using directory = await makeTempFolder();
    const { output } = await start("--directory", directory.path);
    const token = await readFile(tokenFileIn(output), "utf8");
    expect(await runInProcess("dev", "--once", "--directory", directory.path)).toMatchObject({
      exitCode: 1,
      stderr: `error: ${directory.path}/token exists already. If another eks-auth dev uses this directory, choose another with --directory; otherwise remove the file.\n`,
    });
    expect(await readFile(tokenFileIn(output), "utf8")).toBe(token);
  });

  it("runs on if its output is closed, and still removes its files", async () => {
    const { command, output } = await start();
    command.closeOutput();
    for (let call = 0; call < 2; call++) {
      expect((await assumeRole(output, "unknown", "a.b.c")).status).toBe(404);
    }
    command.signal("SIGHUP");
    expect(await command.finish()).toMatchObject({ exitCode: 0 });
    expect(existsSync(dirname(tokenFileIn(output)))).toBe(false);
  });

  it("fails if the port is in use, and says what to do", async () => {
    await using taken = await listenOnLoopback(createServer());
    expect(await runInProcess("dev", "--port", String(taken.port))).toMatchObject(
      failure(1, `error: can't listen on 127.0.0.1:${taken.port}: the port is in use. `),
    );
  });

  it("refuses a port without four ports after it", async () => {
    expect(await runInProcess("dev", "--port", "65533")).toMatchObject({
      exitCode: 1,
      stderr:
        "error: --port is 65533, but the next four ports are needed as well. Choose one up to 65531, or 0 for any free ports.\n",
    });
  });
});
