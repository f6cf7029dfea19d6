import { expect, it } from "vitest";
import { createChildEnvironment } from "../../src/sdk-environment/child-environment.ts";
import {
  competingVariables,
  isCompeting,
  takesPrecedence,
} from "../../src/sdk-environment/competing-variables.ts";
import { source } from "../exec/support/exec-fixture.ts";

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
])("removes %s, which SDKs would use instead of the agent", (name) => {
  expect(createChildEnvironment({ [name]: "the user's" }, source)).not.toHaveProperty(name);
});

it("lets sources with credentials take precedence, but not the variables that accompany them", () => {
  expect(takesPrecedence("AWS_PROFILE")).toBe(true);
  expect(takesPrecedence("AWS_BEARER_TOKEN_ANY")).toBe(true);
  expect(takesPrecedence("AWS_SESSION_TOKEN")).toBe(false);
  expect(isCompeting("AWS_BEARER_TOKEN_ANY")).toBe(true);
  expect(isCompeting("AWS_REGION")).toBe(false);
  expect(competingVariables.every(isCompeting)).toBe(true);
});
