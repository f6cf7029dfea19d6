import { devNull } from "node:os";
import { describe, expect, it } from "vitest";
import { createChildEnvironment } from "../../src/exec/child-process.ts";

const source = {
  credentialsUrl: "http://127.0.0.1:41234/v1/credentials",
  tokenFile: "/tmp/token",
  region: "eu-west-1",
};

describe("the environment of a command", () => {
  it("names the agent and the token file, and hides files and the node's own role", () => {
    expect(createChildEnvironment({}, source)).toEqual({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:41234/v1/credentials",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/tmp/token",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_CONFIG_FILE: devNull,
      AWS_CREDENTIAL_PROFILES_FILE: devNull,
      BOTO_CONFIG: devNull,
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  it.each([
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CREDENTIAL_FILE",
    "AWS_BEARER_TOKEN_BEDROCK",
    "AMAZON_ACCESS_KEY_ID",
  ])("has no %s, which SDKs would take instead", (name) => {
    expect(createChildEnvironment({ [name]: "the user's" }, source)).not.toHaveProperty(name);
  });

  it("keeps everything else", () => {
    const user = { PATH: "/bin", HOME: "/home/me", AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000" };
    expect(createChildEnvironment(user, source)).toMatchObject(user);
  });

  it.each([
    [{ AWS_REGION: "us-west-2" }, "us-west-2", "us-west-2"],
    [{ AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2", "us-west-2"],
    [{ AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-east-2" }, "us-west-2", "us-east-2"],
    [{ AWS_REGION: "", AWS_DEFAULT_REGION: "" }, "eu-west-1", "eu-west-1"],
  ])("keeps the user's region: %j", (user, AWS_REGION, AWS_DEFAULT_REGION) => {
    expect(createChildEnvironment(user, source)).toMatchObject({ AWS_REGION, AWS_DEFAULT_REGION });
  });

  it.each([{ NO_PROXY: "*" }, { no_proxy: "*" }, { NO_PROXY: "*", no_proxy: "example.org" }])(
    "keeps off every proxy where the user's does: %j",
    (exceptions) => {
      const user = { HTTPS_PROXY: "http://proxy.example.org:3128", ...exceptions };
      expect(createChildEnvironment(user, source)).toMatchObject({ NO_PROXY: "*", no_proxy: "*" });
    },
  );

  it("names no region where none is known", () => {
    expect(createChildEnvironment({}, { ...source, region: undefined })).not.toHaveProperty("AWS_REGION");
  });

  it("names an STS for credentials that AWS doesn't know, unless the user names one", () => {
    const dev = { ...source, stsUrl: "http://127.0.0.1:5000" };
    expect(createChildEnvironment({}, dev).AWS_ENDPOINT_URL_STS).toBe("http://127.0.0.1:5000");
    expect(createChildEnvironment({ AWS_ENDPOINT_URL_STS: "http://mine" }, dev).AWS_ENDPOINT_URL_STS).toBe(
      "http://mine",
    );
    expect(createChildEnvironment({ AWS_ENDPOINT_URL: "http://mine" }, dev)).not.toHaveProperty(
      "AWS_ENDPOINT_URL_STS",
    );
  });

  describe("where the user names an STS beside an agent", () => {
    const agent = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:8481/v1/credentials" };
    const foreign = { ...agent, AWS_ENDPOINT_URL_STS: "http://127.0.0.1:8482" };

    it("names its own, for credentials that AWS doesn't know: the other knows that agent's alone", () => {
      const dev = { ...source, stsUrl: "http://127.0.0.1:5000" };
      expect(createChildEnvironment(foreign, dev).AWS_ENDPOINT_URL_STS).toBe("http://127.0.0.1:5000");
      expect(createChildEnvironment({ ...agent, AWS_ENDPOINT_URL: "http://mine" }, dev)).not.toHaveProperty(
        "AWS_ENDPOINT_URL_STS",
      );
    });

    it("keeps that, for credentials that may be its own", () => {
      expect(createChildEnvironment(foreign, source)).toMatchObject({
        AWS_ENDPOINT_URL_STS: "http://127.0.0.1:8482",
      });
    });
  });

  it("has SDKs heed its own STS, and none of the addresses that they were to ignore", () => {
    const user = {
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE",
      AWS_ENDPOINT_URL: "http://mine",
      AWS_ENDPOINT_URL_S3: "http://mine",
    };
    expect(createChildEnvironment(user, source)).toMatchObject(user);
    const child = createChildEnvironment(user, { ...source, stsUrl: "http://127.0.0.1:5000" });
    expect(child.AWS_ENDPOINT_URL_STS).toBe("http://127.0.0.1:5000");
    for (const name of Object.keys(user)) {
      expect(child).not.toHaveProperty(name);
    }
  });

  it("has the agent reached directly where there is a proxy", () => {
    expect(createChildEnvironment({ https_proxy: "http://proxy" }, source)).toMatchObject({
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
    });
    expect(
      createChildEnvironment({ HTTP_PROXY: "http://proxy", NO_PROXY: "example.org" }, source),
    ).toMatchObject({ NO_PROXY: "example.org,127.0.0.1", no_proxy: "example.org,127.0.0.1" });
  });
});
