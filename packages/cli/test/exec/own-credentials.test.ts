import { writeFile } from "node:fs/promises";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stubOwnCredentials } from "../../../service/test/credentials/sts/own-environment.ts";
import { pod } from "../serve/serve-fixture.ts";
import { ExecFixture, program } from "./exec-fixture.ts";

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
