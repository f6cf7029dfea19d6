import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stubOwnCredentials } from "../../../service/test/credentials/sts/own-environment.ts";
import { pod } from "../serve/support/serve-fixture.ts";
import { ExecFixture, program } from "./support/exec-fixture.ts";

let fixture: ExecFixture;

beforeEach(async () => {
  fixture = await ExecFixture.make();
});
afterEach(() => fixture.stop());

it("says on standard error why there are no credentials to sign with, and what to do; the command isn't told", async () => {
  const cluster = await startDevCluster();
  const token = await cluster.mintToken(pod);
  await cluster.stop();
  await writeFile(fixture.tokenFile, token);
  stubOwnCredentials({});
  vi.stubEnv("AWS_PROFILE", "nosuch");
  const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--region", "eu-west-1"];
  const { stdout, stderr } = await fixture
    .start(...api, "--token-file", fixture.tokenFile, "--", ...program("fetch-credentials"))
    .finish();
  expect(JSON.parse(stdout).answer.status).toBe(503);
  expect(stdout).not.toContain("nosuch");
  const why = 'The agent has no AWS credentials .*"nosuch".* --no-sign-request\\.\n';
  expect(stderr).toMatch(
    new RegExp(`^eks-auth: warning {2}${why}eks-auth: refused {2}ServiceUnavailableException: ${why}$`),
  );
});

it("ends with the command, though a program that looks for credentials runs on", async () => {
  const wait = await fixture.writeProgram("login", `#!/bin/sh\nwhile [ -e "$0" ]; do sleep 0.1; done\n`);
  const config = join(fixture.folder, "config");
  await writeFile(config, `[default]\nregion = eu-west-1\ncredential_process = ${wait}\n`);
  stubOwnCredentials({});
  vi.stubEnv("AWS_CONFIG_FILE", config);
  const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--token-file", fixture.tokenFile];
  expect(await fixture.start(...api, "--", "sh", "-c", "exit 7").finish()).toMatchObject({ exitCode: 7 });
});
