import { rejects, strictEqual } from "node:assert";
import { test } from "vitest";
import { HungError, runWatched } from "../src/watchdog/run-watched.ts";

const prologue = 'const { parentPort, workerData } = await import("node:worker_threads");';

test("a worker that hangs is ended, and its last sign is known", async () => {
  const module = makeModule(
    'parentPort.postMessage({ progress: "here" }); setTimeout(() => { for (;;); }, 50);',
  );
  await rejects(
    runWatched<string, void>(module, {}, 1000, () => {}),
    (error: unknown) => {
      strictEqual(error instanceof HungError, true);
      strictEqual((error as HungError<string>).last, "here");
      return true;
    },
  );
});

test("a worker's result arrives", async () => {
  const module = makeModule("parentPort.postMessage({ result: workerData + 1 });");
  strictEqual(await runWatched<string, number>(module, 41, 10_000, () => {}), 42);
});

test("a worker that fails says so", async () => {
  await rejects(
    runWatched<string, void>(makeModule('throw new Error("no");'), {}, 10_000, () => {}),
    /no/,
  );
});

function makeModule(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(prologue + code)}`);
}
