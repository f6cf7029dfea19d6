import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { EksAuthCommand, type Run, runEksAuth } from "../eks-auth-command.ts";

describe("eks-auth dev --once", () => {
  let run: Run;
  let response: {
    credentials: Record<string, string>;
    assumedRoleUser: Record<string, string>;
    podIdentityAssociation: Record<string, string>;
  };

  beforeAll(async () => {
    run = await runEksAuth("dev", "--once");
    response = JSON.parse(run.stdout);
  });

  it("ends with 0 and prints nothing but the response", () => {
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

  it("prints who got what", () => {
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

  it("prints credentials that are still to expire, without their secrets", () => {
    const { expiration, accessKeyId, ...secrets } = response.credentials;
    expect(Date.parse(expiration ?? "")).toBeGreaterThan(Date.now());
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(secrets).toEqual({ secretAccessKey: "[redacted]", sessionToken: "[redacted]" });
  });
});

const execute = promisify(execFile);

describe("eks-auth dev", () => {
  const running: EksAuthCommand[] = [];

  afterEach(async () => {
    for (const command of running.splice(0)) {
      command.signal("SIGTERM");
      await command.finish();
    }
  });

  async function start(...args: string[]): Promise<{ command: EksAuthCommand; output: string }> {
    const command = new EksAuthCommand("dev", "--port", "0", ...args);
    running.push(command);
    return { command, output: await command.waitFor("Press Ctrl-C to stop.") };
  }

  it("prints a curl line that works", async () => {
    const { output } = await start();
    await expect
      .poll(() => runCurl(output))
      .toMatchObject({
        subject: { namespace: "default", serviceAccount: "sample" },
        credentials: { expiration: expect.any(Number), sessionToken: expect.stringMatching(/^ey/) },
      });
  });

  it("prints TypeScript that works", async () => {
    const { output } = await start();
    const code = between(output, "or with TypeScript:", "Press Ctrl-C");
    const { stdout } = await execute(process.execPath, ["--input-type=module-typescript", "--eval", code]);
    expect(stdout).toContain("serviceAccount: 'sample'");
  });

  it("keeps the token to its owner", async () => {
    const { output } = await start();
    const { mode } = await stat(tokenFileIn(output));
    expect(mode & 0o777).toBe(0o600);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends with 0 on %s and leaves nothing behind", async (signal) => {
    const { command, output } = await start();
    const directory = dirname(tokenFileIn(output));
    expect(existsSync(directory)).toBe(true);
    command.signal(signal);
    expect(await command.finish()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(existsSync(directory)).toBe(false);
  });

  it("refuses a request for another host, which a rebound name would make", async () => {
    const { output } = await start();
    const url = `${endpointIn(output)}/clusters/dev/assume-role-for-pod-identity`;
    // fetch sets the Host header itself; node:http lets us name another.
    const status = await new Promise((resolve, reject) => {
      request(url, { method: "POST", headers: { host: "attacker.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it("says on standard error why a token was refused, and not the token", async () => {
    const { command, output } = await start();
    const token = "canaryheader.canarypayload.canarysignature";
    const response = await fetch(`${endpointIn(output)}/clusters/dev/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect(response.headers.get("x-amzn-errortype")).toBe("InvalidTokenException");
    command.signal("SIGINT");
    const { stderr } = await command.finish();
    expect(stderr).toContain("refused  InvalidTokenException  cluster dev, request ");
    expect(stderr).not.toContain("canary");
  });

  it("uses and keeps the associations in the directory that it is given", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
    const file = join(directory, "associations.yaml");
    const text =
      "associations:\n  - namespace: default\n    serviceAccount: sample\n    roleArn: arn:aws:iam::444455556666:role/mine\n";
    await writeFile(file, text);
    const { stdout } = await runEksAuth("dev", "--once", "--directory", directory);
    expect(JSON.parse(stdout).assumedRoleUser.arn).toContain("444455556666:assumed-role/mine/");
    expect(await readFile(file, "utf8")).toBe(text);
    expect(existsSync(join(directory, "token"))).toBe(false);
    await rm(directory, { recursive: true });
  });

  it("takes a change of the associations, and says why it doesn't take a bad one", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
    const { command, output } = await start("--directory", directory);
    const call = async (): Promise<string> => {
      const url = `${endpointIn(output)}/clusters/dev/assume-role-for-pod-identity`;
      const body = JSON.stringify({ token: await readFile(tokenFileIn(output), "utf8") });
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return response.text();
    };
    const file = join(directory, "associations.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("role/sample", "role/other"));
    await expect.poll(call).toContain("assumed-role/other/");
    await writeFile(file, "associations: none\n");
    await command.waitForError(`${file}:1: associations is "none"`);
    expect(await call()).toContain("assumed-role/other/");
    await rm(directory, { recursive: true });
  });

  it("prints snippets that work for a directory with a quote in its name", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-it's-"));
    const { output } = await start("--directory", directory);
    await expect.poll(() => runCurl(output)).toMatchObject({ audience: "pods.eks.amazonaws.com" });
    await rm(directory, { recursive: true });
  });

  it("neither overwrites nor removes a token file that is there already", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
    const { output } = await start("--directory", directory);
    const token = await readFile(tokenFileIn(output), "utf8");
    const { exitCode, stderr } = await runEksAuth("dev", "--once", "--directory", directory);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: ${directory}/token is there already. If another eks-auth dev uses this directory, ` +
        "choose another with --directory; else remove the file.\n",
    );
    expect(await readFile(tokenFileIn(output), "utf8")).toBe(token);
    await rm(directory, { recursive: true });
  });

  it("serves on when nobody reads its output any more, and still cleans up", async () => {
    const { command, output } = await start();
    command.closeOutput();
    const url = `${endpointIn(output)}/clusters/unknown/assume-role-for-pod-identity`;
    const body = JSON.stringify({ token: "a.b.c" });
    for (let call = 0; call < 2; call++) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect(response.status).toBe(404);
    }
    command.signal("SIGHUP");
    expect(await command.finish()).toMatchObject({ exitCode: 0 });
    expect(existsSync(dirname(tokenFileIn(output)))).toBe(false);
  });

  it("says that the one exchange was refused, and why", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
    await writeFile(join(directory, "associations.yaml"), "associations: []\n");
    const { exitCode, stdout, stderr } = await runEksAuth("dev", "--once", "--directory", directory);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("error: the exchange was refused with ResourceNotFoundException: ");
    expect(stderr).not.toMatch(/^ +at /m);
    await rm(directory, { recursive: true });
  });

  it("says where an association file is wrong", async () => {
    const directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
    await writeFile(join(directory, "associations.yaml"), "associations:\n  - namespace: default\n");
    const { exitCode, stderr } = await runEksAuth("dev", "--once", "--directory", directory);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${directory}/associations.yaml:2: `);
    expect(stderr).not.toContain(" at ");
    await rm(directory, { recursive: true });
  });

  it("says that a port is taken, and what to do", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const { exitCode, stderr } = await runEksAuth("dev", "--port", String(port));
    taken.close();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: can't listen on 127.0.0.1:${port}: it is taken. Choose another port with --port, or 0 for any that is free.\n`,
    );
  });
});

/** Runs the line with curl. The first call reads the keys, and on a busy machine that may take longer than a call may. */
async function runCurl(output: string): Promise<unknown> {
  const { stdout } = await execute("sh", ["-c", between(output, "with curl:", "or with TypeScript:")]);
  return JSON.parse(stdout);
}

function between(text: string, start: string, end: string): string {
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
}

function endpointIn(output: string): string {
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
}

function tokenFileIn(output: string): string {
  return /token file {4}(\S+)/.exec(output)?.[1] ?? "";
}
