import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, test } from "vitest";
import { checkVariables } from "../../src/doctor/check-variables.ts";

const folder = await makeTempFolder("eks-auth-sources");
afterAll(() => folder.remove());

function check(environment: Record<string, string>): ReturnType<typeof checkVariables> {
  return checkVariables({
    options: {},
    environment: {
      HOME: folder.path,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/v1/credentials",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "token",
      ...environment,
    },
  });
}

describe("AWS SDKs prefer", () => {
  test.each([
    ["AWS_ACCESS_KEY_ID", { AWS_ACCESS_KEY_ID: "canary", AWS_SECRET_ACCESS_KEY: "canary" }],
    ["AWS_ACCESS_KEY", { AWS_ACCESS_KEY: "canary", AWS_SECRET_KEY: "canary" }],
    ["AWS_PROFILE", { AWS_PROFILE: "canary" }],
    ["AWS_DEFAULT_PROFILE", { AWS_DEFAULT_PROFILE: "canary" }],
    ["AWS_BEARER_TOKEN_BEDROCK", { AWS_BEARER_TOKEN_BEDROCK: "canary" }],
    ["AWS_BEARER_TOKEN_OTHER", { AWS_BEARER_TOKEN_OTHER: "canary" }],
    ["AWS_WEB_IDENTITY_TOKEN_FILE", { AWS_WEB_IDENTITY_TOKEN_FILE: "canary", AWS_ROLE_ARN: "canary" }],
    ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/canary" }],
  ])("%s to the agent", async (name, environment) => {
    const { finding, facts } = await check(environment);
    expect(finding).toMatchObject({
      status: "warning",
      found: `AWS SDKs use credentials from ${name} before they ask the agent.`,
    });
    expect(JSON.stringify(finding)).not.toContain("canary");
    expect(facts).toMatchObject({ tokenFile: "token" });
  });

  test("the agent to variables that have no effect without others", async () => {
    const { finding } = await check({
      AWS_ROLE_ARN: "a",
      AWS_SESSION_TOKEN: "b",
      AWS_WEB_IDENTITY_TOKEN_FILE: "",
    });
    expect(finding.status).toBe("ok");
  });

  test.each([
    ["credentials", "[default]\naws_access_key_id = canary\n", true],
    ["config", "[profile other]\nrole_arn = canary\n[default]\nsso_session = canary\n", true],
    ["config", "[default]\nregion = eu-west-1\n[profile other]\nrole_arn = canary\n", false],
  ])("a default profile in ~/.aws/%s with %j: %s", async (name, text, isPreferred) => {
    const home = `home-${name}-${isPreferred}`;
    const path = await folder.write(`${home}/.aws/${name}`, text);
    const { finding } = await check({ HOME: folder.resolve(home) });
    expect(finding.status).toBe(isPreferred ? "warning" : "ok");
    expect(finding.found.includes(`the default profile in ${path}`)).toBe(isPreferred);
  });
});
