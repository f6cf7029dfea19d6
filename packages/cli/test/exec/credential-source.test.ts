import { join } from "node:path";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { fetchCredentialsCommand, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { endpointIn, tokenFileIn } from "../dev/support/printed-text.ts";
import { pod } from "../serve/support/serve-fixture.ts";
import { slowTime } from "../support/node-options.ts";
import { runInProcess } from "../support/run-in-process.ts";
import { ExecFixture } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

beforeEach(() => {
  // An agent waits for the API for a second, which is short on a busy machine.
  vi.stubEnv("NODE_OPTIONS", slowTime);
});

const answered = {
  status: 200,
  accessKeyId: expect.stringMatching(/^ASIA/),
  accountId: "111122223333",
  fields: ["Expiration", "SecretAccessKey", "Token"],
};

describe("eks-auth exec --dev", () => {
  it("gives the command the sample pod's credentials, and removes its files", async () => {
    const { stdout, ...result } = await fixture.start("--dev", "--", ...fetchCredentialsCommand).finish();
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout).answer).toEqual(answered);
    expect(await fixture.listTemporary()).toEqual([]);
    await expect(fetch(JSON.parse(stdout).url)).rejects.toThrow("fetch failed");
  });

  it("sets its own STS and region", async () => {
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    // For other runs; --dev has its own API.
    vi.stubEnv("EKS_AUTH_ENDPOINT", "http://127.0.0.1:9");
    const print = ["sh", "-c", 'echo "$AWS_ENDPOINT_URL_STS $AWS_REGION"'];
    const { stdout } = await fixture.start("--dev", "--", ...print).finish();
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\S* us-east-1\n$/);
  });

  it("removes its files if a signal ends the command", async () => {
    const command = fixture.start("--dev", "--", "sh", "-c", "echo ready; exec sleep 60");
    await command.waitFor("ready");
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "" });
    expect(await fixture.listTemporary()).toEqual([]);
  });

  it("names the variable that selected a folder that can't be written", async () => {
    vi.stubEnv("TMPDIR", join(fixture.folder, "none"));
    expect(await runInProcess("exec", "--dev", "--", "true")).toMatchObject({
      exitCode: 1,
      stderr: `error: ${fixture.folder}/none/eks-auth-dev- can't be written (ENOENT). Choose another directory with TMPDIR.\n`,
    });
  });
});

describe("eks-auth exec --token-file", () => {
  it("gives the command the pod's credentials from the API at --endpoint", async () => {
    await using dev = startEksAuth("dev", "--port", "0");
    const output = await dev.waitFor("Press Ctrl-C to stop.");
    const tokenFile = tokenFileIn(output);
    const api = ["--cluster", "dev", "--endpoint", endpointIn(output), "--no-sign-request"];
    const { stdout, stderr } = await fixture
      .start(...api, "--token-file", tokenFile, "--", ...fetchCredentialsCommand)
      .finish();
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ file: tokenFile, answer: answered });
  });

  it("prints what the agent refused, without the token", async () => {
    const { stdout, stderr } = await fixture.startWithTokenFile(...fetchCredentialsCommand).finish();
    expect(JSON.parse(stdout).answer.status).toBe(400);
    expect(stderr).toMatch(/^eks-auth: refused {2}InvalidTokenException: .*\n$/);
    expect(stderr).not.toContain("canary");
  });

  it("prints why there are no credentials to sign with, and the fix, but does not tell the command", async () => {
    const cluster = await startDevCluster();
    await fixture.write("token", await cluster.mintToken(pod));
    await cluster.stop();
    stubOwnCredentials({});
    vi.stubEnv("AWS_PROFILE", "nosuch");
    const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--region", "eu-west-1"];
    const { stdout, stderr } = await fixture
      .start(...api, "--token-file", fixture.tokenFile, "--", ...fetchCredentialsCommand)
      .finish();
    expect(JSON.parse(stdout).answer.status).toBe(503);
    expect(stdout).not.toContain("nosuch");
    const why = '.*AWS credentials .*"nosuch".* use --no-sign-request\\.\n';
    expect(stderr).toMatch(
      new RegExp(`^eks-auth: warning {2}${why}eks-auth: refused {2}ServiceUnavailableException: ${why}$`),
    );
  });

  it("ends when the command ends, though a program that looks for credentials runs on", async () => {
    const wait = await fixture.writeProgram("login", `#!/bin/sh\nwhile [ -e "$0" ]; do sleep 0.1; done\n`);
    const config = `[default]\nregion = eu-west-1\ncredential_process = ${wait}\n`;
    stubOwnCredentials({});
    vi.stubEnv("AWS_CONFIG_FILE", await fixture.write("config", config));
    const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--token-file", fixture.tokenFile];
    expect(await fixture.start(...api, "--", "sh", "-c", "exit 7").finish()).toMatchObject({ exitCode: 7 });
  });
});

describe("eks-auth exec without an AWS region", () => {
  beforeEach(() => {
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  });

  it.each([
    [
      ["--endpoint", "http://127.0.0.1:9"],
      /^error: no AWS region is known to sign requests for\. Use --no-sign-request if .*; otherwise use --region or set AWS_REGION\.\n$/,
    ],
    [[], /^error: No AWS region is known\. .*Use --region\.\n$/],
  ])("fails before it starts the command (%j)", async (args, message) => {
    const started = join(fixture.folder, "started");
    const options = ["--cluster", "edge", ...args, "--token-file", fixture.tokenFile];
    const { exitCode, stderr } = await runInProcess("exec", ...options, "--", "touch", started);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(1);
    expect(await fixture.listTemporary()).toEqual([]);
    await expect(fixture.read("started")).rejects.toThrow("ENOENT");
  });
});
