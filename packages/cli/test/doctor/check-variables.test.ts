import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { usePatientClock } from "../../../agent/test/patient-clock.ts";
import { DoctorFixture } from "./doctor-fixture.ts";
import { type ServedCluster, serveCluster } from "./served-cluster.ts";

const uri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

usePatientClock();

let fixture: DoctorFixture;
let served: ServedCluster;
let agent: string;

beforeAll(async () => {
  fixture = await DoctorFixture.make();
  served = await serveCluster(fixture);
  agent = await fixture.startAgent(served.url);
});
afterAll(() => fixture.stop());

describe.concurrent("the way stops at the variables", () => {
  test("without both, and all that needs them isn't reached", async () => {
    const { json, text, step } = await fixture.diagnoseTwice({});
    expect(json.stoppedAt).toBe("variables");
    expect(json.steps.map(({ status }) => status)).toEqual([
      "failed",
      "not reached",
      "not reached",
      "skipped",
      "skipped",
      "skipped",
      "not reached",
    ]);
    expect(step("variables")).toMatchObject({
      found: `${uri} and ${file} are not set, so SDKs don't ask an agent.`,
      remedy: expect.stringContaining("the Pod Identity webhook sets them when the pod is made"),
    });
    expect(text.stderr).toMatch(/^error: the way stops at the variables\. AWS_CONTAINER_.*--token-file\.\n$/);
  });

  test("without the one", async () => {
    const { step } = await fixture.diagnose({ env: { [uri]: `${agent}/v1/credentials` } });
    expect(step("variables")).toMatchObject({
      status: "failed",
      found: expect.stringContaining(`${file} is not set`),
    });
  });

  test.each([
    ["an address that isn't one", "not a url", `${uri} is not a URL.`],
    [
      "an address that no SDK takes",
      "http://10.0.0.1/v1/credentials",
      `${uri} is http://10.0.0.1/v1/credentials, where no SDK sends a token.`,
    ],
    [
      "what is secret in an address",
      "http://user:canary-password@10.0.0.1/?canary=1",
      `${uri} is http://10.0.0.1, where no SDK sends a token.`,
    ],
  ])("with %s", async (_what, value, found) => {
    fixture.keepSecret("canary");
    const { json, step } = await fixture.diagnose({ env: { [uri]: value, [file]: fixture.tokenFile } });
    expect(json.stoppedAt).toBe("variables");
    expect(step("variables")).toMatchObject({ status: "failed", found });
    expect(step("agent")).toMatchObject({ status: "not reached", found: "It needs the agent's address." });
  });

  test("with a token in place of its file's name, which isn't repeated", async () => {
    const token = await fixture.cluster.mintToken({
      namespace: "a",
      serviceAccount: "b",
      pod: { name: "c" },
    });
    fixture.keepSecret(...token.split("."));
    const { step } = await fixture.diagnose({ env: { ...fixture.podVariables(agent), [file]: token } });
    expect(step("variables").found).toBe(`${file} holds a token, where SDKs look for the name of a file.`);
  });
});

describe.concurrent("variables are warned of", () => {
  test.each([
    ["AWS_ACCESS_KEY_ID", { AWS_ACCESS_KEY_ID: "canary", AWS_SECRET_ACCESS_KEY: "canary" }],
    ["AWS_ACCESS_KEY", { AWS_ACCESS_KEY: "canary", AWS_SECRET_KEY: "canary" }],
    ["AWS_PROFILE", { AWS_PROFILE: "canary" }],
    ["AWS_DEFAULT_PROFILE", { AWS_DEFAULT_PROFILE: "canary" }],
    ["AWS_BEARER_TOKEN_BEDROCK", { AWS_BEARER_TOKEN_BEDROCK: "canary" }],
    ["AWS_BEARER_TOKEN_OTHER", { AWS_BEARER_TOKEN_OTHER: "canary" }],
    ["AWS_WEB_IDENTITY_TOKEN_FILE", { AWS_WEB_IDENTITY_TOKEN_FILE: "canary", AWS_ROLE_ARN: "canary" }],
    ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/canary" }],
  ])("that win over the agent: %s", async (name, env) => {
    fixture.keepSecret("canary");
    const { json, step } = await fixture.diagnose({ env: { ...fixture.podVariables(agent), ...env } });
    expect(json.whole).toBe(true);
    expect(step("variables")).toMatchObject({
      status: "warning",
      found: expect.stringContaining(`SDKs take credentials from ${name} before they ask the agent.`),
    });
    expect(json.summary).toContain("Mind the warning at the variables and STS.");
  });

  test("and those that mean nothing alone are not", async () => {
    const env = { AWS_ROLE_ARN: "a", AWS_SESSION_TOKEN: "b", AWS_WEB_IDENTITY_TOKEN_FILE: "" };
    const { step } = await fixture.diagnose({ env: { ...fixture.podVariables(agent), ...env } });
    expect(step("variables").status).toBe("ok");
  });

  test.each([
    ["credentials", "[default]\naws_access_key_id = canary\n", true],
    ["config", "[profile other]\nrole_arn = canary\n[default]\nsso_session = canary\n", true],
    ["config", "[default]\nregion = eu-west-1\n[profile other]\nrole_arn = canary\n", false],
  ])("a default profile in ~/.aws/%s: %j", async (name, text, wins) => {
    const home = join(fixture.folder, `home-${name}-${wins}`);
    await mkdir(join(home, ".aws"), { recursive: true });
    const path = await fixture.write(join(`home-${name}-${wins}`, ".aws", name), text);
    const { step } = await fixture.diagnose({ env: { ...fixture.podVariables(agent), HOME: home } });
    expect(step("variables").status).toBe(wins ? "warning" : "ok");
    expect(step("variables").found.includes(`the default profile in ${path}`)).toBe(wins);
  });
});
