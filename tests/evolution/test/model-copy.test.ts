import { expect, test } from "vitest";
import { applyEdit } from "../src/model-copy.ts";

test("text is put in the place of other text, or at the end", () => {
  expect(applyEdit("a b", { find: "b", put: "$& c" }, "x")).toBe("a $& c");
  expect(applyEdit("a a", { find: "a", put: "b", times: "any" }, "x")).toBe("b b");
  expect(applyEdit("a", { append: "b" }, "x")).toBe("ab");
});

test.each([
  [{ find: "c", put: "" }, "looks once for the following in model/operation.smithy, and finds it 0 times"],
  [{ find: "a", put: "" }, "looks once for the following in model/operation.smithy, and finds it 2 times"],
  [
    { find: "c", put: "", times: "any" as const, file: "errors.smithy" },
    "looks at least once for the following in model/errors.smithy",
  ],
])("an edit that doesn't fit is refused: %o", (edit, problem) => {
  const apply = () => applyEdit("a a", edit, "some-change");
  expect(apply).toThrow(`The change some-change ${problem}`);
  expect(apply).toThrow(/Fix the edit in tests\/evolution\/src\/catalogue to match the model\.$/);
});
