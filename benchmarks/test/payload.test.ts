import { expect, test } from "vitest";
import { goodAnswer, goodRequest } from "../src/server/payload.ts";

test("the payload has the size that the documentation says", () => {
  expect(Buffer.byteLength(JSON.parse(goodRequest.body).token)).toBeGreaterThan(950);
  expect(Buffer.byteLength(JSON.parse(goodRequest.body).token)).toBeLessThan(1_150);
  expect(JSON.stringify(goodAnswer).length).toBeGreaterThan(1_150);
  expect(JSON.stringify(goodAnswer).length).toBeLessThan(1_300);
});
