import { formatTable } from "@eks-auth/codegen/terminal";
import { checkSizes, listSizes, measureSizes, sizeLimits } from "@eks-auth/scripts/release/bundle-sizes";
import { expect, test } from "vitest";

test("every entry point is within its limit, and every limit has an entry point", async () => {
  const sizes = checkSizes(await measureSizes());
  const tooLarge = sizes.filter(({ isWithinLimit }) => !isWithinLimit).map(({ entry }) => entry);
  const advice = "Make it smaller, or raise its limit in scripts/release/bundle-sizes.ts";
  expect(tooLarge, `${advice}:\n${formatTable(...listSizes(sizes))}`).toEqual([]);
  expect(sizes.map(({ entry }) => entry).sort()).toEqual(Object.keys(sizeLimits).sort());
});

test("an entry point that is too large or has no limit is not within its limit", () => {
  const sizes = new Map([
    ["small", { minified: 10, gzip: 10 }],
    ["large", { minified: 11, gzip: 10 }],
    ["badly compressed", { minified: 10, gzip: 11 }],
    ["unlimited", { minified: 1, gzip: 1 }],
  ]);
  const limit = { minified: 10, gzip: 10 };
  expect(checkSizes(sizes, { small: limit, large: limit, "badly compressed": limit })).toMatchObject([
    { entry: "small", isWithinLimit: true },
    { entry: "large", isWithinLimit: false },
    { entry: "badly compressed", isWithinLimit: false },
    { entry: "unlimited", limit: undefined, isWithinLimit: false },
  ]);
});
