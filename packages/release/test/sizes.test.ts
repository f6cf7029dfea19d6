import { formatTable } from "@eks-auth/benchmarks/src/report/table.ts";
import { expect, test } from "vitest";
import { judgeSizes } from "../src/quality/judge-sizes.ts";
import { sizeLimits } from "../src/quality/size-limits.ts";
import { tabulateSizes } from "../src/report/size-table.ts";

test("every entry point is within its limit, and no limit is of something that is gone", async () => {
  const sizes = await judgeSizes(sizeLimits);
  const advice = "Make it smaller, or raise its limit in packages/release/src/quality/size-limits.ts";
  const bad = sizes.filter(({ holds }) => !holds).map(({ entry }) => entry);
  expect(bad, `${advice}:\n${formatTable(tabulateSizes(sizes))}`).toEqual([]);
  expect(sizes.map(({ entry }) => entry).sort()).toEqual(Object.keys(sizeLimits).sort());
});

test("what is too large, or has no limit, doesn't hold", async () => {
  const sizes = await judgeSizes({ "@eks-auth/types": { minified: 10, gzip: 1000 } });
  expect(sizes.filter(({ entry }) => entry.startsWith("@eks-auth/types"))).toMatchObject([
    { entry: "@eks-auth/types", holds: false },
    { entry: "@eks-auth/types/wire", limit: undefined, holds: false },
  ]);
});
