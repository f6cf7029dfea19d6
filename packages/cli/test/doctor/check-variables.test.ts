import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { beforeAll, describe, expect, test } from "vitest";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";
import { ServedCluster } from "./support/served-cluster.ts";

const urlVariable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const fileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

useSlowClock();

const fixture = new DoctorFixture();
const served = new ServedCluster(fixture);
let agent: string;

beforeAll(async () => {
  agent = await fixture.startAgent(served.url);
});

describe.concurrent("the check of the variables fails", () => {
  test("without both, and checks that need them are not reached", async () => {
    const { report, finding } = await fixture.diagnose({});
    expect(report.failedCheck).toBe("variables");
    const statuses = report.checks.map(({ status }) => status).join(", ");
    expect(statuses).toBe(
      "failed, not reached, not reached, skipped, skipped, skipped, skipped, not reached",
    );
    expect(finding("variables")).toMatchObject({
      found: `${urlVariable} and ${fileVariable} are not set, so AWS SDKs do not ask an agent.`,
      remedy: expect.stringContaining("the Pod Identity webhook sets them when the pod is created"),
    });
    expect(report.summary).toMatch(/^Check failed: variables\. AWS_CONTAINER_.*--token-file\.$/);
  });

  test("without one of them", async () => {
    const { finding } = await fixture.diagnose({ env: { [urlVariable]: `${agent}/v1/credentials` } });
    expect(finding("variables")).toMatchObject({
      status: "failed",
      found: expect.stringContaining(`${fileVariable} is not set`),
    });
  });

  test.each([
    ["text that is not a URL", "not a url", `${urlVariable} is not a URL.`],
    [
      "a URL that no SDK accepts",
      "http://10.0.0.1/v1/credentials",
      `${urlVariable} is http://10.0.0.1/v1/credentials, and no AWS SDK sends a token there.`,
    ],
    [
      "a URL with a secret, which is not repeated",
      "http://user:canary-password@10.0.0.1/?canary=1",
      `${urlVariable} is http://10.0.0.1, and no AWS SDK sends a token there.`,
    ],
  ])("for %s", async (_what, value, found) => {
    fixture.addSecrets("canary");
    const { report, finding } = await fixture.diagnose({
      env: { [urlVariable]: value, [fileVariable]: fixture.tokenFile },
    });
    expect(report.failedCheck).toBe("variables");
    expect(finding("variables")).toMatchObject({ status: "failed", found });
    expect(finding("agent")).toMatchObject({ status: "not reached", found: "Needs the agent's address." });
  });

  test("for a token instead of a file's path, which is not repeated", async () => {
    const token = await fixture.cluster.mintToken(pod);
    fixture.addSecrets(...token.split("."));
    const { finding } = await fixture.diagnose({
      env: { ...fixture.podVariables(agent), [fileVariable]: token },
    });
    expect(finding("variables").found).toBe(
      `${fileVariable} contains a token, but must contain the path of a file.`,
    );
  });
});

test("a competing source is a warning", async () => {
  fixture.addSecrets("canary");
  const env = {
    ...fixture.podVariables(agent),
    AWS_ACCESS_KEY_ID: "canary",
    AWS_SECRET_ACCESS_KEY: "canary",
  };
  const { report, finding } = await fixture.diagnose({ env });
  expect(report.passed).toBe(true);
  expect(finding("variables")).toMatchObject({
    status: "warning",
    found: "AWS SDKs use credentials from AWS_ACCESS_KEY_ID before they ask the agent.",
  });
  expect(report.summary).toContain(" Warnings: variables, STS.");
});
