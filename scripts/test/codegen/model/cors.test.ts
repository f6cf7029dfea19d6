import { expect, test } from "vitest";
import { resolveService } from "../../../codegen/model/resolve-service.ts";
import { minimalModel, withChange } from "../minimal-model.ts";

const requestHeaders = [
  "accept",
  "content-type",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "x-amz-user-agent",
];
const sigv4Headers = ["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];
const responseHeaders = ["x-amzn-errortype", "x-amzn-requestid"];

function resolveCors(traits: Record<string, unknown>) {
  return resolveService(withChange("ex#Things", { traits: { "aws.protocols#restJson1": {}, ...traits } }))
    .cors;
}

test("a service without the trait has no CORS", () => {
  expect(resolveService(minimalModel()).cors).toBeUndefined();
});

test("the defaults are those of Smithy, with the protocol's headers", () => {
  expect(resolveCors({ "smithy.api#cors": {} })).toEqual({
    origin: "*",
    maxAgeSeconds: 600,
    allowedHeaders: requestHeaders,
    exposedHeaders: responseHeaders,
  });
});

test("a service with Signature Version 4 takes its headers too", () => {
  const cors = resolveCors({ "smithy.api#cors": {}, "aws.auth#sigv4": { name: "things" } });
  expect(cors?.allowedHeaders).toEqual([...requestHeaders, ...sigv4Headers]);
});

test("what the trait says comes in place of the defaults, and its headers behind the protocol's", () => {
  const trait = {
    origin: "https://things.example",
    maxAge: 0,
    additionalAllowedHeaders: ["x-tenant"],
    additionalExposedHeaders: ["x-quota"],
  };
  expect(resolveCors({ "smithy.api#cors": trait })).toEqual({
    origin: "https://things.example",
    maxAgeSeconds: 0,
    allowedHeaders: [...requestHeaders, "x-tenant"],
    exposedHeaders: [...responseHeaders, "x-quota"],
  });
});
