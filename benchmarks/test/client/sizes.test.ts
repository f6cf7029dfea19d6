import { expect, test } from "vitest";
import { countPackages } from "../../src/client/sizes.ts";

const packages = {
  "": { dependencies: { other: "1" } },
  "node_modules/@a/client": { resolved: "packages/client", link: true },
  "packages/client": { dependencies: { one: "1", two: "1" } },
  "packages/client/node_modules/two": { dependencies: { one: "1" } },
  "node_modules/one": { dependencies: { two: "2" } },
  "node_modules/two": { dependencies: { one: "1" } },
  "node_modules/other": {},
};

test("counts a package and its dependencies, each version once", () => {
  // The client, one, both versions of two.
  expect(countPackages(packages, "@a/client")).toBe(4);
  expect(countPackages(packages, "other")).toBe(1);
});

test("a package that is not installed is an error", () => {
  expect(() => countPackages(packages, "none")).toThrow("package-lock.json has no none");
});
