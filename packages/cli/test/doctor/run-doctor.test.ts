import { afterAll, beforeAll, expect, test } from "vitest";
import { usePatientClock } from "../../../agent/test/patient-clock.ts";
import { DoctorFixture } from "./doctor-fixture.ts";
import { type ServedCluster, serveCluster } from "./served-cluster.ts";
import { callerArn, knowsCaller } from "./sts-stub.ts";

usePatientClock();

let fixture: DoctorFixture;
let served: ServedCluster;
let agent: string;
let sts: string;

beforeAll(async () => {
  fixture = await DoctorFixture.make();
  served = await serveCluster(fixture);
  agent = await fixture.startAgent(served.url);
  sts = await fixture.startServer(knowsCaller);
});
afterAll(() => fixture.stop());

test.concurrent("in a pod, what a pod can't see is skipped, and the way is whole", async () => {
  const env = { ...fixture.podVariables(agent), AWS_ENDPOINT_URL_STS: sts };
  const { json, text } = await fixture.diagnoseTwice({ env });
  expect(json.steps.map(({ step, status }) => [step, status])).toEqual([
    ["variables", "ok"],
    ["token file", "ok"],
    ["agent", "ok"],
    ["server", "skipped"],
    ["keys", "skipped"],
    ["association", "skipped"],
    ["STS", "ok"],
  ]);
  expect(text.stderr).toBe("");
  expect(json.summary).toMatch(
    new RegExp(`^The way is whole: the pod shop/cart-0 gets credentials of ${callerArn} until 2\\S+Z\\.$`),
  );
});

test.concurrent("beside the server, every step is walked", async () => {
  const { json } = await fixture.diagnose({
    args: ["--config", served.config, "--cluster", "edge", "--endpoint", served.url],
    env: { ...fixture.podVariables(agent), AWS_ENDPOINT_URL: sts },
  });
  expect(json.steps.map(({ status }) => status)).toEqual(Array(7).fill("ok"));
  expect(json.steps.map(({ found }) => found)).toEqual([
    `AWS_CONTAINER_CREDENTIALS_FULL_URI is ${agent}/v1/credentials. AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE is ${fixture.tokenFile}.`,
    expect.stringContaining(
      "holds a token of the pod shop/cart-0 with the service account cart, good until 2",
    ),
    expect.stringContaining(
      "/v1/credentials gives credentials of a role of the account 111122223333 until 2",
    ),
    expect.stringMatching(/gives credentials by the association a-[a-z0-9]{17}\.$/),
    `The token passes all 11 checks with the keys of ${fixture.cluster.issuer}.`,
    expect.stringMatching(/^shop\/cart has the role arn:aws:iam::111122223333:role\/cart \(a-\w{17}\)\.$/),
    `The STS that the environment names knows the credentials as ${callerArn}.`,
  ]);
});

test.concurrent("options stand in for the variables", async () => {
  const { json, step } = await fixture.diagnose({
    args: ["--agent", agent, "--token-file", fixture.tokenFile],
    env: { AWS_ENDPOINT_URL_STS: sts },
  });
  expect(json.whole).toBe(true);
  expect(step("variables")).toMatchObject({ status: "skipped", found: "Options stand in for them." });
  expect(step("agent").status).toBe("ok");
});

test.concurrent("with a configuration alone, what it tells is checked and nobody is asked", async () => {
  const { json } = await fixture.diagnose({
    args: ["--config", served.config, "--cluster", "edge", "--token-file", fixture.tokenFile],
  });
  expect(json.steps.map(({ status }) => status)).toEqual([
    "skipped",
    "ok",
    "skipped",
    "skipped",
    "ok",
    "ok",
    "skipped",
  ]);
  expect(json.summary).toBe(
    "Nothing stops the way as far as it was walked; neither an agent nor a server was asked for credentials.",
  );
});

test.concurrent("the table lines up, and has colour on a terminal alone", async () => {
  const { stdout } = await fixture.run([], fixture.podVariables(agent));
  const lines = stdout.split("\n\n")[0]?.split("\n") ?? [];
  for (const line of lines) {
    expect(line).toMatch(/^(\S.{10} {2}(ok|warning|failed|skipped|not reached) *| {26})\S/);
    expect(line.charAt(25)).toBe(" ");
  }
  expect(stdout).not.toContain("\u001b[");
});

test.concurrent("--help has examples", async () => {
  const { stdout, exitCode } = await fixture.run(["--help"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Examples:\n  eks-auth doctor\n");
});

test.concurrent.each([
  [["--endpoint", "http://127.0.0.1:1"], "the cluster is not known. Name it with --cluster"],
  [["--config", "eks-auth.yaml"], "the cluster is not known. Name it with --cluster"],
  [
    ["--endpoint", "http://10.0.0.1", "--cluster", "edge"],
    "it must be an https URL, or http on this machine",
  ],
  [["--agent", "http://10.0.0.1"], "by plain http it must be 127.0.0.1"],
  [["--agent", "agent"], "It is a URL, such as http://127.0.0.1:8481."],
  [["--agent", "localhost:8481"], "It is a URL, such as http://127.0.0.1:8481. Is http:// missing?"],
  [["--endpoint", "http://127.0.0.1:8480", "--cluster", ""], "It is empty. Give the cluster"],
  [["--token-file", ""], "--token-file is empty. Give the file that contains the token."],
])("%j ends with 2 and says what is wrong", async (args, message) => {
  const { exitCode, stdout, stderr } = await fixture.run(args);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test.concurrent("a token in place of the file's name isn't repeated", async () => {
  const token = await fixture.cluster.mintToken({ namespace: "a", serviceAccount: "b", pod: { name: "c" } });
  fixture.keepSecret(token, ...token.split("."));
  const { exitCode, stderr } = await fixture.run(["--token-file", token]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--token-file contains a token.");
});
