import { rejects, strictEqual } from "node:assert";
import { afterEach, test, vi } from "vitest";
import { HungError, runWatched } from "../../src/fuzz/watchdog.ts";

const prologue = 'const { parentPort, workerData } = await import("node:worker_threads");';

/** Long enough for a worker to start. */
const limitMs = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

test("a hanging worker is terminated, and its last progress is known", async () => {
  // The clock is stopped until the worker reports progress.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const module = makeModule('parentPort.postMessage({ progress: "here" }); for (;;);');
  let settled = false;
  const reported = Promise.withResolvers<string>();
  const run = runWatched<string, void>(module, {}, reported.resolve, limitMs).finally(() => {
    settled = true;
  });
  const rejected = rejects(run, (error: unknown) => {
    strictEqual(error instanceof HungError, true);
    strictEqual((error as HungError<string>).last, "here");
    return true;
  });
  await reported.promise;
  await vi.advanceTimersByTimeAsync(limitMs - 1);
  strictEqual(settled, false);
  await vi.advanceTimersByTimeAsync(1);
  await rejected;
});

test("the result of a worker is returned", async () => {
  const module = makeModule("parentPort.postMessage({ result: workerData + 1 });");
  strictEqual(await runWatched<string, number>(module, 41, () => {}, limitMs), 42);
});

test("the error of a worker is thrown", async () => {
  await rejects(
    runWatched<string, void>(makeModule('throw new Error("no");'), {}, () => {}, limitMs),
    /no/,
  );
});

function makeModule(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(prologue + code)}`);
}
