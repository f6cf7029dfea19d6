import { expect, test } from "vitest";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";

test("an http endpoint is rejected at once", () => {
  expect(() => createStsIssuer({ region: "eu-west-1", endpoint: "http://sts.example" })).toThrow(
    "The endpoint at sts.example is not safe for tokens and credentials. It must be an https URL, or an http URL on this machine.",
  );
});

test.each(["https://sts.example", "http://127.0.0.1:4566", "http://localhost", "http://[::1]:1"])(
  "the endpoint %s is accepted",
  (endpoint) => {
    expect(() => createStsIssuer({ region: "eu-west-1", endpoint })).not.toThrow();
  },
);
