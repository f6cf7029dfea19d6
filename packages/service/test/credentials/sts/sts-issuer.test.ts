import { expect, test } from "vitest";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";

test("an http endpoint is rejected at once", () => {
  expect(() => createStsIssuer({ region: "eu-west-1", endpoint: "http://sts.example" })).toThrow(
    'The STS endpoint "http://sts.example" must be an https URL; http is allowed only for loopback addresses.',
  );
});

test.each(["https://sts.example", "http://127.0.0.1:4566", "http://localhost", "http://[::1]:1"])(
  "the endpoint %s is accepted",
  (endpoint) => {
    expect(() => createStsIssuer({ region: "eu-west-1", endpoint })).not.toThrow();
  },
);
