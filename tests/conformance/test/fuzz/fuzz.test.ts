import { deepStrictEqual, strictEqual } from "node:assert";
import { test } from "vitest";
import { type FuzzReport, keptMemory } from "../../src/fuzz/fuzz.ts";
import type { Growth } from "../../src/fuzz/growth.ts";
import { hostileFamilies } from "../../src/fuzz/hostile-requests.ts";
import { runWatched } from "../../src/fuzz/watchdog.ts";

/** The longest time without a sign, in milliseconds: nothing here takes a tenth of it. */
const boundMs = 60_000;

test("no random request is answered with a 500, and none pollutes, hangs or leaks", async () => {
  const seed =
    process.env.FUZZ_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.FUZZ_SEED);
  const module = new URL("../../src/fuzz/fuzz-worker.ts", import.meta.url);
  const report = await runWatched<number, FuzzReport>(module, { requests: 3000, seed }, boundMs, () => {});
  deepStrictEqual(report.findings, [], `FUZZ_SEED=${seed} replays this`);
  strictEqual(keptMemory(report), false, `${report.heapGrowth} bytes, FUZZ_SEED=${seed}`);
});

test("no hostile request takes long, however large it is", async () => {
  const module = new URL("../../src/fuzz/growth-worker.ts", import.meta.url);
  const settings = { maxSize: 16_000, repetitions: 1 };
  const growths = await runWatched<string, Growth[]>(module, settings, boundMs, () => {});
  deepStrictEqual(
    growths.map(({ family }) => family),
    Object.keys(hostileFamilies),
  );
});
