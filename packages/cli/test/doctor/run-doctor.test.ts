import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { callerArn, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { beforeAll, describe, expect, test } from "vitest";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";
import { ServedCluster } from "./support/served-cluster.ts";

useSlowClock();

const fixture = new DoctorFixture();
const served = new ServedCluster(fixture);
let agent: string;
let sts: FakeSts;

beforeAll(async () => {
  agent = await fixture.startAgent(served.url);
  sts = await FakeSts.start();
  fixture.onStop(() => sts.stop());
});

describe.concurrent("the checks", () => {
  test("in a pod skip what a pod has no access to", async () => {
    const env = { ...fixture.podVariables(agent), AWS_ENDPOINT_URL_STS: sts.url };
    const { report } = await fixture.diagnose({ env });
    expect(report.checks.map(({ check, status }) => [check, status])).toEqual([
      ["variables", "ok"],
      ["token file", "ok"],
      ["agent", "ok"],
      ["server", "skipped"],
      ["keys", "skipped"],
      ["association", "skipped"],
      ["exchange", "skipped"],
      ["STS", "ok"],
    ]);
    expect(report.summary).toMatch(
      new RegExp(`^No check failed: the pod shop/cart-0 gets credentials of ${callerArn} until 2\\S+Z\\.$`),
    );
  });

  test("all run on the server's machine", async () => {
    const { report } = await fixture.diagnose({
      options: { config: served.config, cluster: "edge", endpoint: new URL(served.url) },
      env: { ...fixture.podVariables(agent), AWS_ENDPOINT_URL: sts.url },
    });
    const statuses = report.checks.map(({ status }) => status).join(", ");
    expect(statuses).toBe("ok, ok, ok, ok, ok, ok, skipped, ok");
    expect(report.checks.map(({ found }) => found)).toEqual([
      `AWS_CONTAINER_CREDENTIALS_FULL_URI is ${agent}/v1/credentials. AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE is ${fixture.tokenFile}.`,
      expect.stringContaining(
        "contains a token of the pod shop/cart-0 with the service account cart, valid until 2",
      ),
      expect.stringContaining(
        "/v1/credentials returns credentials of a role of the account 111122223333 until 2",
      ),
      expect.stringMatching(/returns credentials of the association a-[a-z0-9]{17}\.$/),
      `The token passes all 11 checks with the keys of ${fixture.cluster.issuer}.`,
      expect.stringMatching(/^shop\/cart has the role arn:aws:iam::111122223333:role\/cart \(a-\w{17}\)\.$/),
      "The credentials are from the embedded issuer, which needs no STS.",
      `The STS endpoint in the environment identifies the credentials as ${callerArn}.`,
    ]);
  });

  test("find out through an agent that the server does not have the cluster", async () => {
    const url = await fixture.startAgent(served.url, { clusterName: "nowhere" });
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("server");
    expect(finding("server")).toMatchObject({
      found:
        "The agent responds 404 ResourceNotFoundException: The cluster was not found. The agent asked the server for the cluster nowhere.",
      remedy: "Start the agent with --cluster NAME, or add the cluster to the server's configuration.",
    });
  });

  test("find out through an agent that the server has no association", async () => {
    const token = await fixture.cluster.mintToken({ ...pod, serviceAccount: "carts" });
    const tokenFile = await fixture.writeToken("carts", token);
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(agent, tokenFile) });
    expect(report.failedCheck).toBe("association");
    expect(finding("association").remedy).toMatch(
      /^Add one: eks-auth association add .*--service-account carts/,
    );
  });

  test("use options instead of variables", async () => {
    const { report, finding } = await fixture.diagnose({
      options: { agent: new URL(`${agent}/v1/credentials`), tokenFile: fixture.tokenFile },
      env: { AWS_ENDPOINT_URL_STS: sts.url },
    });
    expect(report.passed).toBe(true);
    expect(finding("variables")).toMatchObject({ status: "skipped", found: "The options replace them." });
    expect(finding("agent").status).toBe("ok");
  });

  test("with only a configuration ask neither agent nor server", async () => {
    const { report } = await fixture.diagnoseConfiguration(served.config);
    const statuses = report.checks.map(({ status }) => status).join(", ");
    expect(statuses).toBe("skipped, ok, skipped, skipped, ok, ok, skipped, skipped");
    expect(report.summary).toBe(
      "No check failed, but neither an agent nor a server was asked for credentials.",
    );
  });
});

describe.concurrent("eks-auth doctor", () => {
  test("exits with 0 and prints a table and the summary if no check failed", async () => {
    const env = { ...fixture.podVariables(agent), AWS_ENDPOINT_URL_STS: sts.url };
    const { exitCode, stdout, stderr } = await fixture.run([], env);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const [table = "", summary] = stdout.split("\n\n");
    for (const line of table.split("\n")) {
      expect(line).toMatch(/^(\S.{10} {2}(ok|warning|failed|skipped|not reached) *| {26})\S/);
      expect(line.charAt(25)).toBe(" ");
    }
    expect(summary).toMatch(/^No check failed: the pod shop\/cart-0 gets credentials of .*\.\n$/);
    expect(stdout).not.toContain("\u001b[");
  });

  test("exits with 1 and prints the summary to standard error if a check failed", async () => {
    const { exitCode, stdout, stderr } = await fixture.run([]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("variables    failed       AWS_CONTAINER_CREDENTIALS_FULL_URI and ");
    expect(stderr).toMatch(/^error: check failed: variables\. AWS_CONTAINER_.*--token-file\.\n$/);
  });

  test("--json prints JSON only, with the same exit codes", async () => {
    const env = { ...fixture.podVariables(agent), AWS_ENDPOINT_URL_STS: sts.url };
    const [success, failure] = await Promise.all([
      fixture.run(["--json"], env),
      fixture.run(["--json", "--agent", "http://127.0.0.1:1"], fixture.podVariables(agent)),
    ]);
    expect([success.exitCode, success.stderr]).toEqual([0, ""]);
    expect(JSON.parse(success.stdout)).toMatchObject({ passed: true, checks: Array(8).fill({}) });
    expect([failure.exitCode, failure.stderr === ""]).toEqual([1, false]);
    expect(JSON.parse(failure.stdout)).toMatchObject({ passed: false, failedCheck: "agent" });
  });

  test("--agent needs no path", async () => {
    const { stdout, exitCode } = await fixture.run(
      ["--json", "--agent", agent, "--token-file", fixture.tokenFile],
      { AWS_ENDPOINT_URL_STS: sts.url },
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).checks[2].found).toContain("/v1/credentials returns credentials");
  });
});
