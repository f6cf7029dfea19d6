import { afterAll, beforeAll, expect, test } from "vitest";
import { DoctorFixture, type Patient } from "./doctor-fixture.ts";
import { callerArn, knowsCaller, refusesCaller } from "./sts-stub.ts";

const secret = "canary-secret-access-key";
const embeddedToken = "eyJhbGciOiJFUzI1NiJ9.eyJjYW5hcnkiOjF9.Y2FuYXJ5Y2FuYXJ5";

let fixture: DoctorFixture;

beforeAll(async () => {
  fixture = await DoctorFixture.make();
  fixture.keepSecret(secret, "canary-session-token", embeddedToken);
});
afterAll(() => fixture.stop());

async function makePatient(sts: string | undefined, sessionToken = "canary-session-token"): Promise<Patient> {
  const agent = await fixture.startAgent({
    checkConfiguration: async () => {},
    checkSigningCredentials: async () => {},
    assumeRole: async () => ({
      accessKeyId: "ASIACANARY",
      secretAccessKey: secret,
      sessionToken,
      expiration: new Date(Date.now() + 3_600_000),
      accountId: "111122223333",
      associationId: "a-1",
      requestId: undefined,
    }),
    close: () => {},
  });
  return {
    env: { ...fixture.podVariables(agent), ...(sts === undefined ? {} : { AWS_ENDPOINT_URL_STS: sts }) },
  };
}

test.concurrent("STS names whose the credentials are", async () => {
  const { json, step } = await fixture.diagnose(await makePatient(await fixture.startServer(knowsCaller)));
  expect(json.whole).toBe(true);
  expect(step("STS").found).toContain(callerArn);
});

test.concurrent.each([
  ["InvalidClientTokenId", "one that the account has enabled"],
  ["ExpiredToken", "check the clocks of the node"],
  ["SignatureDoesNotMatch", "Check the clock of this machine"],
  ["AccessDenied", "STS doesn't take them"],
])("the way stops at STS that answers %s", async (code, remedy) => {
  const sts = await fixture.startServer(refusesCaller(code, `No ${secret} canary-session-token.`));
  const { json, step } = await fixture.diagnose(await makePatient(sts));
  expect(json.stoppedAt).toBe("STS");
  expect(step("STS").found).toContain(`${code}: No [redacted] [redacted].`);
  expect(step("STS").remedy).toContain(remedy);
});

test.concurrent.each([200, 404])("the way stops at an STS that is none (%i)", async (status) => {
  const sts = await fixture.startServer((_request, response) => response.writeHead(status).end("no"));
  const { json, step } = await fixture.diagnoseTwice(await makePatient(sts));
  expect(json.stoppedAt).toBe("STS");
  expect(step("STS").found).toContain(
    `The STS that the environment names answers ${status}, and not as STS does.`,
  );
});

test.concurrent("the way stops at an STS whose address is none", async () => {
  const { json, step } = await fixture.diagnose(await makePatient("not a url"));
  expect(json.stoppedAt).toBe("STS");
  expect(step("STS").found).toBe("The STS that the environment names has no address: it is not a URL.");
});

test.concurrent("an STS out of reach is a warning, for not every pod needs one", async () => {
  const { json, step } = await fixture.diagnose(await makePatient("http://127.0.0.1:1"));
  expect(json.whole).toBe(true);
  expect(step("STS")).toMatchObject({
    status: "warning",
    found: "The STS that the environment names refuses the connection (ECONNREFUSED): nothing listens there.",
  });
  expect(json.summary).toContain("credentials of a role of the account 111122223333 until");
});

test.concurrent("credentials of the embedded issuer open nothing at AWS, which isn't asked", async () => {
  const { json, step } = await fixture.diagnose(await makePatient(undefined, embeddedToken));
  expect(json.whole).toBe(true);
  expect(step("STS")).toMatchObject({
    status: "warning",
    found: "These credentials are of the embedded issuer: they have AWS's shape and open nothing at AWS.",
  });
});

test.concurrent("an STS that doesn't know credentials of the embedded issuer says just that", async () => {
  const sts = await fixture.startServer(
    refusesCaller("InvalidClientTokenId", "The security token is invalid."),
  );
  const { json, step } = await fixture.diagnose(await makePatient(sts, embeddedToken));
  expect(json.whole).toBe(true);
  expect(step("STS").found).toContain(
    "open nothing at AWS. STS answers InvalidClientTokenId, which means that.",
  );
});
