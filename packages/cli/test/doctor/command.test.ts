import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";

const fixture = new DoctorFixture();

beforeAll(() => {
  for (const name of Object.keys(process.env).filter((each) => /^(AWS|EKS_AUTH)_/.test(each))) {
    vi.stubEnv(name, undefined);
  }
});
afterAll(() => {
  vi.unstubAllEnvs();
});

test.each([
  [["--endpoint", "http://127.0.0.1:1"], "with --cluster or EKS_AUTH_CLUSTER."],
  [
    ["--endpoint", "http://10.0.0.1", "--cluster", "edge"],
    "The token is sent there, so it must be https, or http on this machine.",
  ],
  [["--agent", "http://10.0.0.1"], "AWS SDKs accept plain http only for 127.0.0.1"],
  [["--agent", "agent"], "It must be a URL with http:// or https://, such as http://127.0.0.1:8481."],
  [
    ["--agent", "localhost:8481"],
    "It must be a URL with http:// or https://, such as http://127.0.0.1:8481.",
  ],
  [["--endpoint", "http://127.0.0.1:8480", "--cluster", ""], "It is empty."],
  [["--token-file", ""], "--token-file is empty."],
])("rejects %j with exit code 2", async (args, message) => {
  expect(await runInProcess("doctor", ...args)).toMatchObject(failure(2, message));
});

test("does not repeat a token that is given instead of a file's path", async () => {
  const token = await fixture.cluster.mintToken(pod);
  const result = await runInProcess("doctor", "--token-file", token);
  expect(result).toMatchObject(failure(2, "--token-file contains a token."));
  for (const part of token.split(".")) {
    expect(result.stderr).not.toContain(part);
  }
});

test.each([
  [["--namespace", "shop"], "option '--namespace <name>' requires --context."],
  [
    ["--context", "edge", "--token-file", "token"],
    "option '--token-file <path>' cannot be used with --context",
  ],
  [["--context", "edge", "--pod", "cart-0"], "the namespace is missing. Give it with --namespace."],
  [
    ["--kubeconfig", "a", "--namespace", "shop", "--pod", "cart-0", "--service-account", "cart"],
    "use --pod or --service-account, not both",
  ],
])("exits with 2 for %j", async (args, message) => {
  expect(await runInProcess("doctor", ...args)).toMatchObject(failure(2, `error: ${message}`));
});
