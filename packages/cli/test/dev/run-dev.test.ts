import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { runEksAuth, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { runInProcess } from "../support/run-in-process.ts";
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
    expect(Object.keys(response).toSorted()).toEqual([
      "assumedRoleUser",
      "audience",
      "credentials",
      "podIdentityAssociation",
      "subject",
    ]);
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
  beforeAll(() => {
    vi.stubEnv("NODE_OPTIONS", slowTime);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

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
    const { exitCode, stdout, stderr } = await runEksAuth("dev", "--once", "--directory", directory.path);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("error: the exchange was refused with ResourceNotFoundException: ");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("names the line of an error in the association file", async () => {
    await using directory = await makeTempFolder();
    await directory.write("associations.yaml", "associations:\n  - namespace: default\n");
    const { exitCode, stderr } = await runInProcess("dev", "--once", "--directory", directory.path);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${directory.path}/associations.yaml:2: `);
    expect(stderr).not.toContain(" at ");
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

  function assumeRole(output: string, cluster: string, token: string): Promise<Response> {
    return fetch(`${endpointIn(output)}/clusters/${cluster}/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
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

  it("rejects a foreign Host, and prints why a token was refused, without the token", async () => {
    const { command, output } = await start();
    const url = `${endpointIn(output)}/clusters/dev/assume-role-for-pod-identity`;
    // fetch sets the Host header itself; node:http allows another one.
    const status = await new Promise((resolve, reject) => {
      request(url, { method: "POST", headers: { host: "attacker.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
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

  it("does not overwrite or remove a token file that exists", async () => {
    await using directory = await makeTempFolder();
    const { output } = await start("--directory", directory.path);
    const token = await readFile(tokenFileIn(output), "utf8");
    const { exitCode, stderr } = await runInProcess("dev", "--once", "--directory", directory.path);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: ${directory.path}/token exists already. If another eks-auth dev uses this directory, ` +
        "choose another with --directory; otherwise remove the file.\n",
    );
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
    const { exitCode, stderr } = await runInProcess("dev", "--port", String(taken.port));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: can't listen on 127.0.0.1:${taken.port}: the port is in use. Choose another with --port, or 0 for any free port.\n`,
    );
  });

  it("refuses a port without two ports after it", async () => {
    const { exitCode, stderr } = await runInProcess("dev", "--port", "65534");
    expect([exitCode, stderr]).toEqual([
      1,
      "error: --port is 65534, but the next two ports are needed as well. Choose one up to 65533, or 0 for any free ports.\n",
    ]);
  });
});
