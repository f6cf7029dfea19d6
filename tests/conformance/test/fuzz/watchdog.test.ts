import { rejects, strictEqual } from "node:assert";
import { afterEach, test, vi } from "vitest";
import { HungError, runWatched } from "../../src/fuzz/watchdog.ts";

const prologue = 'const { parentPort, workerData } = await import("node:worker_threads");';

/** Long enough for any worker to start. */
const boundMs = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

test("a worker that hangs is ended, and its last sign is known", async () => {
  // The clock stands still until the worker's sign is here.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const module = makeModule('parentPort.postMessage({ progress: "here" }); for (;;);');
  let settled = false;
  const sign = Promise.withResolvers<string>();
  const run = runWatched<string, void>(module, {}, boundMs, sign.resolve).finally(() => {
    settled = true;
  });
  const rejected = rejects(run, (error: unknown) => {
    strictEqual(error instanceof HungError, true);
    strictEqual((error as HungError<string>).last, "here");
    return true;
  });
  await sign.promise;
  await vi.advanceTimersByTimeAsync(boundMs - 1);
  strictEqual(settled, false);
  await vi.advanceTimersByTimeAsync(1);
  await rejected;
});

test("a worker's result arrives", async () => {
  const module = makeModule("parentPort.postMessage({ result: workerData + 1 });");
  strictEqual(await runWatched<string, number>(module, 41, boundMs, () => {}), 42);
});

test("a worker that fails says so", async () => {
  await rejects(
    runWatched<string, void>(makeModule('throw new Error("no");'), {}, boundMs, () => {}),
    /no/,
  );
});

function makeModule(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(prologue + code)}`);
}
