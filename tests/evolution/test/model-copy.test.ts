import { expect, test } from "vitest";
import { applyEdit } from "../src/model-copy.ts";

test("applyEdit replaces text or adds it at the end", () => {
  expect(applyEdit("a b", { search: "b", replace: "$& c" }, "x")).toBe("a $& c");
  expect(applyEdit("a a", { search: "a", replace: "b", times: "any" }, "x")).toBe("b b");
  expect(applyEdit("a", { append: "b" }, "x")).toBe("ab");
});

test.each([
  [
    { search: "c", replace: "" },
    "expects the following text once in model/operation.smithy, but it occurs 0 times",
  ],
  [
    { search: "a", replace: "" },
    "expects the following text once in model/operation.smithy, but it occurs 2 times",
  ],
  [
    { search: "c", replace: "", times: "any" as const, file: "errors.smithy" },
    "expects the following text at least once in model/errors.smithy",
  ],
])("applyEdit rejects an edit that does not match: %o", (edit, problem) => {
  const apply = () => applyEdit("a a", edit, "some-change");
  expect(apply).toThrow(`The change some-change ${problem}`);
  expect(apply).toThrow(/Fix the edit in tests\/evolution\/src\/catalogue to match the model\.$/);
});
