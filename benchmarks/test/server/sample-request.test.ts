import { sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { expect, test } from "vitest";
import { sampleRequest } from "../../src/server/sample-request.ts";

test("token and response have the sizes in the documentation", () => {
  expect(Buffer.byteLength(JSON.parse(sampleRequest.body).token)).toBeGreaterThan(950);
  expect(Buffer.byteLength(JSON.parse(sampleRequest.body).token)).toBeLessThan(1_150);
  expect(JSON.stringify(sampleResponseJson).length).toBeGreaterThan(1_150);
  expect(JSON.stringify(sampleResponseJson).length).toBeLessThan(1_300);
});
