import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { answerError, callerArn, FakeSts, type StsAnswer } from "@eks-auth/test-kit/fake-sts";
import { beforeAll, expect, test } from "vitest";
import { type Diagnosis, DoctorFixture } from "./support/doctor-fixture.ts";

const secret = "canary-secret-access-key";
const embeddedToken = "eyJhbGciOiJFUzI1NiJ9.eyJjYW5hcnkiOjF9.Y2FuYXJ5Y2FuYXJ5";

const fixture = new DoctorFixture();

beforeAll(() => {
  fixture.addSecrets(secret, "canary-session-token", embeddedToken);
});

/** Runs the doctor with an agent that returns credentials. */
async function diagnose(sts: string | undefined, sessionToken = "canary-session-token"): Promise<Diagnosis> {
  const agent = await fixture.startFakeAgent(200, {
    AccessKeyId: "ASIACANARY",
    SecretAccessKey: secret,
    Token: sessionToken,
    AccountId: "111122223333",
    Expiration: new Date(Date.now() + 3_600_000),
  });
  return fixture.diagnose({
    env: { ...fixture.podVariables(agent), ...(sts !== undefined && { AWS_ENDPOINT_URL_STS: sts }) },
  });
}

async function startSts(answer?: StsAnswer): Promise<string> {
  const sts = await FakeSts.start();
  fixture.onStop(() => sts.stop());
  if (answer !== undefined) {
    sts.answer = answer;
  }
  return sts.url;
}

test.concurrent("STS says whose the credentials are", async () => {
  const { report, finding } = await diagnose(await startSts());
  expect(report.passed).toBe(true);
  expect(finding("STS").found).toContain(callerArn);
});

test.concurrent.each([
  ["InvalidClientTokenId", "enabled for the account"],
  ["ExpiredToken", "check the clocks of the node"],
  ["SignatureDoesNotMatch", "Check the clock of this machine"],
  ["AccessDenied", "STS rejects the credentials"],
])("the STS check fails if STS responds %s", async (code, remedy) => {
  const sts = await startSts(answerError(403, code, `No ${secret} canary-session-token.`));
  const { report, finding } = await diagnose(sts);
  expect(report.failedCheck).toBe("STS");
  expect(finding("STS").found).toContain(`${code}: No [redacted] [redacted].`);
  expect(finding("STS").remedy).toContain(remedy);
});

test.concurrent.each([200, 404])("the STS check fails if another program responds %i", async (status) => {
  const { report, finding } = await diagnose(
    await startSts((response) => response.writeHead(status).end("no")),
  );
  expect(report.failedCheck).toBe("STS");
  expect(finding("STS").found).toContain(
    `The STS endpoint in the environment responds ${status}, but not as STS does.`,
  );
});

test.concurrent("the STS check fails if the endpoint is not a URL", async () => {
  const { report, finding } = await diagnose("not a url");
  expect(report.failedCheck).toBe("STS");
  expect(finding("STS").found).toBe("The STS endpoint in the environment is not a URL.");
});

test.concurrent("an http endpoint on the network gets no credentials", async () => {
  const { report, finding } = await diagnose("http://198.51.100.1");
  expect(report.passed).toBe(true);
  expect(finding("STS")).toMatchObject({
    status: "warning",
    found: expect.stringMatching(/^The STS endpoint in the environment is not https, .* not sent there/),
  });
});

test.concurrent("a response of STS that never ends is left at 64 KiB", async () => {
  const sts = await startSts(sendEndlessly);
  const { finding } = await diagnose(sts);
  expect(finding("STS").found).toContain("does not speak the protocol of this URL (response_too_large).");
});

test.concurrent("an unreachable STS is a warning, because not every pod needs it", async () => {
  const { report, finding } = await diagnose("http://127.0.0.1:1");
  expect(report.passed).toBe(true);
  expect(finding("STS")).toMatchObject({
    status: "warning",
    found:
      "The STS endpoint in the environment refuses the connection (ECONNREFUSED): nothing listens there.",
  });
  expect(report.summary).toContain("credentials of a role of the account 111122223333 until");
});

test.concurrent("credentials of the embedded issuer are a warning, and AWS is not asked", async () => {
  const { report, finding } = await diagnose(undefined, embeddedToken);
  expect(report.passed).toBe(true);
  expect(finding("STS")).toMatchObject({
    status: "warning",
    found: "The credentials are from the embedded issuer, and AWS does not accept them.",
  });
});

test.concurrent("an STS that does not know credentials of the embedded issuer is a warning", async () => {
  const sts = await startSts(answerError(403, "InvalidClientTokenId", "The security token is invalid."));
  const { report, finding } = await diagnose(sts, embeddedToken);
  expect(report.passed).toBe(true);
  expect(finding("STS").found).toContain("AWS does not accept them. So STS responds InvalidClientTokenId.");
});
