import { match, strictEqual } from "node:assert";
import { test } from "vitest";
import { type Growth, isTooSteep } from "../../src/fuzz/growth.ts";
import { formatGrowth } from "../../src/fuzz/report.ts";

const linear = makeGrowth([10, 20, 41]);
const quadratic = makeGrowth([10, 40, 160]);

test("quadratic growth is too steep, and marked in the table", () => {
  strictEqual(isTooSteep(linear), false);
  strictEqual(isTooSteep(quadratic), true);
  match(formatGrowth([linear, quadratic]), /2\.00 +2\.05\n.*4\.00 +4\.00 +too steep\n$/);
});

test("one slow measurement is not too steep, and neither is a short one", () => {
  strictEqual(isTooSteep(makeGrowth([10, 40, 80])), false);
  strictEqual(isTooSteep(makeGrowth([0.01, 0.04, 0.16])), false);
});

function makeGrowth(times: readonly [number, number, number]): Growth {
  const [first, second, third] = times;
  return { family: "sample", size: 1000, times, ratios: [second / first, third / second] };
}
