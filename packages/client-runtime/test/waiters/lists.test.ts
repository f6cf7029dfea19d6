import { expect, test } from "vitest";
import { allEqual, anyEqual, project } from "../../src/waiters/lists.ts";

test("a projection leaves out results that are undefined or null, but not other ones", () => {
  expect(project([1, 0, undefined, null, "", false], (item) => item)).toEqual([1, 0, "", false]);
  expect(project([{ a: 1 }, {}], ({ a }: { a?: number }) => a)).toEqual([1]);
  expect(project(undefined, (item) => item)).toBeUndefined();
});

test.each([
  { list: ["a", "a"], all: true, any: true },
  { list: ["a", "b"], all: false, any: true },
  { list: ["b", null], all: false, any: false },
  { list: [], all: false, any: false },
  { list: undefined, all: false, any: false },
])("compares the items of $list", ({ list, all, any }) => {
  expect(allEqual(list, "a")).toBe(all);
  expect(anyEqual(list, "a")).toBe(any);
});
