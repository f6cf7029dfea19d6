import { deepStrictEqual, strictEqual } from "node:assert";
import { test } from "vitest";
import { leakedMemory } from "../../src/fuzz/fuzz.ts";
import { hostileFamilies } from "../../src/fuzz/hostile-requests.ts";
import { makeSeed } from "../../src/fuzz/options.ts";
import { fuzzWatched, measureGrowthWatched } from "../../src/fuzz/watchdog.ts";

test("no random request gets a 500, pollutes a prototype, hangs or leaks memory", async () => {
  const { FUZZ_SEED } = process.env;
  const seed = FUZZ_SEED === undefined ? makeSeed() : Number(FUZZ_SEED);
  const report = await fuzzWatched({ requests: 3000, seed });
  deepStrictEqual(report.findings, [], `FUZZ_SEED=${seed} repeats this`);
  strictEqual(leakedMemory(report), false, `${report.heapGrowth} bytes, FUZZ_SEED=${seed}`);
});

test("no hostile request hangs", async () => {
  const growths = await measureGrowthWatched({ maxSize: 16_000, repetitions: 1 });
  deepStrictEqual(
    growths.map(({ family }) => family),
    Object.keys(hostileFamilies),
  );
});
