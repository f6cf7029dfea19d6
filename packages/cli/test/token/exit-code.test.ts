import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runEksAuth } from "../eks-auth-command.ts";

const pod = { namespace: "default", serviceAccount: "app", pod: { name: "app-0" } };

let cluster: DevCluster;
let directory: string;
let config: string;
let file: string;

beforeAll(async () => {
  cluster = await startDevCluster();
  directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
  config = join(directory, "eks-auth.yaml");
  file = join(directory, "token");
  await writeFile(join(directory, "associations.yaml"), "associations: []\n");
  await writeFile(
    config,
    `clusters:
  - name: dev
    region: eu-west-1
    accountId: "111122223333"
    issuer: ${cluster.issuer}
    associations: associations.yaml
credentials:
  embedded:
    keyFile: session-key.pem
`,
  );
});
afterAll(async () => {
  await cluster.stop();
  await rm(directory, { recursive: true });
});

it("token inspect ends with 0 where the token would be accepted", async () => {
  await writeFile(file, await cluster.mintToken(pod));
  const run = await runEksAuth("token", "inspect", "--config", config, "--cluster", "dev", "--file", file);
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run.stdout).toContain("The token would be accepted.");
});

it("token inspect ends with 1 where it would be refused", async () => {
  await writeFile(file, await cluster.mintToken({ ...pod, lifetimeSeconds: 172_800 }));
  const run = await runEksAuth("token", "inspect", "--config", config, "--cluster", "dev", "--file", file);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("Found: exp - iat is 172800 s. Expected: 86460 s at most.");
  expect(run.stderr).toBe("error: the token would be refused; the first check that failed is: lifetime.\n");
});

it("token inspect ends with 1 where there is no such cluster", async () => {
  const run = await runEksAuth("token", "inspect", "--config", config, "--cluster", "prod", "--file", file);
  expect(run).toMatchObject({ exitCode: 1, stdout: "" });
  expect(run.stderr).toMatch(/^error: /);
});

it("token inspect ends with 2 where its arguments are wrong", async () => {
  const run = await runEksAuth("token", "inspect", "--config", config);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
});
