import { expect, test } from "vitest";
import { leaveUnsigned } from "../../src/bindings/unsigned-payload.ts";

test("a request says that its body is not signed, unless the input sets the hash", async () => {
  const parts = { path: "/", body: "text", headers: { other: "1" } };
  expect(await leaveUnsigned(parts)).toEqual({
    ...parts,
    headers: { other: "1", "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
  });
  const own = { path: "/", headers: { "x-amz-content-sha256": "own" } };
  expect(await leaveUnsigned(Promise.resolve(own))).toEqual(own);
});
