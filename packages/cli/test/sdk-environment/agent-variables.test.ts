import { devNull } from "node:os";
import { describe, expect, it } from "vitest";
import { createChildEnvironment } from "../../src/sdk-environment/child-environment.ts";
import { source } from "../exec/support/exec-fixture.ts";

it("sets the agent and the token file, and hides files and the node's role", () => {
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

describe("NO_PROXY", () => {
  it.each([{ NO_PROXY: "*" }, { no_proxy: "*" }, { NO_PROXY: "*", no_proxy: "example.org" }])(
    "stays * if the user's is: %j",
    (exceptions) => {
      const user = { HTTPS_PROXY: "http://proxy.example.org:3128", ...exceptions };
      expect(createChildEnvironment(user, source)).toMatchObject({ NO_PROXY: "*", no_proxy: "*" });
    },
  );

  it("gets the agent's host if there is a proxy", () => {
    const withProxy = createChildEnvironment({ https_proxy: "http://proxy" }, source);
    expect(withProxy).toMatchObject({ NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" });
    const both = createChildEnvironment({ HTTP_PROXY: "http://proxy", NO_PROXY: "example.org" }, source);
    expect(both).toMatchObject({ NO_PROXY: "example.org,127.0.0.1", no_proxy: "example.org,127.0.0.1" });
  });
});

describe("AWS_ENDPOINT_URL_STS", () => {
  const dev = { ...source, stsUrl: "http://127.0.0.1:5000" };
  const agent = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:8481/v1/credentials" };
  const foreign = { ...agent, AWS_ENDPOINT_URL_STS: "http://127.0.0.1:8482" };

  it.each([
    ["the source's by default", {}, dev.stsUrl],
    ["the user's", { AWS_ENDPOINT_URL_STS: "http://mine" }, "http://mine"],
    ["not set if the user sets all endpoints", { AWS_ENDPOINT_URL: "http://mine" }, undefined],
    ["the source's if the user's belongs to another agent", foreign, dev.stsUrl],
    [
      "not set if the user sets all endpoints and an agent",
      { ...agent, AWS_ENDPOINT_URL: "http://m" },
      undefined,
    ],
  ])("is %s", (_what, user, url) => {
    expect(createChildEnvironment(user, dev).AWS_ENDPOINT_URL_STS).toBe(url);
  });

  it("stays the user's if the source has no STS", () => {
    expect(createChildEnvironment(foreign, source).AWS_ENDPOINT_URL_STS).toBe("http://127.0.0.1:8482");
  });

  it("is not ignored, and endpoints that the user lets SDKs ignore are removed", () => {
    const user = {
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE",
      AWS_ENDPOINT_URL: "http://mine",
      AWS_ENDPOINT_URL_S3: "http://mine",
    };
    expect(createChildEnvironment(user, source)).toMatchObject(user);
    const child = createChildEnvironment(user, dev);
    expect(child.AWS_ENDPOINT_URL_STS).toBe("http://127.0.0.1:5000");
    for (const name of Object.keys(user)) {
      expect(child).not.toHaveProperty(name);
    }
  });
});
