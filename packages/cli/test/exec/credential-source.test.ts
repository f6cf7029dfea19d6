import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EksAuthCommand } from "../eks-auth-command.ts";
import { ExecFixture, program } from "./support/exec-fixture.ts";

let fixture: ExecFixture;

beforeEach(async () => {
  fixture = await ExecFixture.make();
});
afterEach(() => fixture.stop());

const answered = {
  status: 200,
  accessKeyId: expect.stringMatching(/^ASIA/),
  accountId: "111122223333",
  fields: ["Expiration", "SecretAccessKey", "Token"],
};

describe("eks-auth exec --dev", () => {
  it("gives the sample pod's credentials to the command, and leaves nothing behind", async () => {
    const { exitCode, stdout, stderr } = await fixture
      .start("--dev", "--", ...program("fetch-credentials"))
      .finish();
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).answer).toEqual(answered);
    expect(await fixture.listTemporary()).toEqual([]);
    await expect(fetch(JSON.parse(stdout).url)).rejects.toThrow("fetch failed");
  });

  it("names its own STS to the command, and its region", async () => {
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    // For other runs; --dev has an API of its own.
    vi.stubEnv("EKS_AUTH_ENDPOINT", "http://127.0.0.1:9");
    const { stdout } = await fixture
      .start("--dev", "--", "sh", "-c", 'echo "$AWS_ENDPOINT_URL_STS $AWS_REGION"')
      .finish();
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\S* us-east-1\n$/);
  });

  it("cleans up when a signal ends the command", async () => {
    const command = fixture.start("--dev", "--", "sh", "-c", "echo ready; exec sleep 60");
    await command.waitFor("ready");
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "" });
    expect(await fixture.listTemporary()).toEqual([]);
  });
});

describe("eks-auth exec --token-file", () => {
  it("gives the pod's credentials to the command, from the API at --endpoint", async () => {
    const dev = new EksAuthCommand("dev", "--port", "0");
    const output = await dev.waitFor("Press Ctrl-C to stop.");
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
    const tokenFile = /token file {4}(\S+)/.exec(output)?.[1] ?? "";
    const options = [
      "--cluster",
      "dev",
      "--endpoint",
      endpoint,
      "--no-sign-request",
      "--token-file",
      tokenFile,
    ];
    const { stdout, stderr } = await fixture
      .start(...options, "--", ...program("fetch-credentials"))
      .finish();
    dev.signal("SIGTERM");
    await dev.finish();
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ file: tokenFile, answer: answered });
  });

  it("makes a relative path absolute, and keeps the file", async () => {
    await writeFile(join(fixture.folder, "other"), "a.b.c");
    const relative = join(fixture.folder, "tmp", "..", "other");
    const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--no-sign-request"];
    const { stdout } = await fixture
      .start(
        ...api,
        "--token-file",
        relative,
        "--",
        "sh",
        "-c",
        'cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"; pwd',
      )
      .finish();
    expect(stdout).toBe(`a.b.c${process.cwd()}\n`);
  });

  it("says on standard error what the agent refused, and not the token", async () => {
    const { stdout, stderr } = await fixture.startWithTokenFile(...program("fetch-credentials")).finish();
    expect(JSON.parse(stdout).answer.status).toBe(400);
    expect(stderr).toMatch(/^eks-auth: refused {2}InvalidTokenException: .*\n$/);
    expect(stderr).not.toContain("canary");
  });
});
