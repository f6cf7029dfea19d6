import { Worker } from "node:worker_threads";
import type { FuzzReport, FuzzSettings } from "./fuzz.ts";
import type { Growth, GrowthSettings } from "./growth.ts";
import type { ResponseReport, ResponseSettings } from "./responses/fuzz-responses.ts";

/** A message of a watched worker: its progress or its result. */
type Report<Progress, Result> = { readonly progress: Progress } | { readonly result: Result };

/** A worker reported no progress for too long, and was terminated. */
export class HungError<Progress> extends Error {
  override readonly name = "HungError";
  /** The last progress that it reported. */
  readonly last: Progress | undefined;

  constructor(last: Progress | undefined, limitMs: number) {
    super(`no progress for ${limitMs / 1000} seconds`);
    this.last = last;
  }
}

/**
 * Runs a module in a thread, and terminates the thread if it reports no progress for too long. Code that blocks its
 * thread cannot be stopped in another way.
 *
 * @param module - posts `{ progress }` and finally `{ result }` to its parent
 * @param data - the `workerData` of the module
 * @param limitMs - the longest time between two messages
 * @throws HungError if a message is late
 */
export async function runWatched<Progress, Result>(
  module: URL,
  data: unknown,
  onProgress: (progress: Progress) => void,
  limitMs = 60_000,
): Promise<Result> {
  const worker = new Worker(module, { workerData: data, execArgv: [] });
  let last: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new HungError(last, limitMs)), limitMs);
      };
      watch();
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the worker ended without a result")));
      worker.on("message", (report: Report<Progress, Result>) => {
        watch();
        if ("result" in report) {
          resolve(report.result);
        } else {
          last = report.progress;
          onProgress(last);
        }
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const worker = new URL("./worker.ts", import.meta.url);

/** Sends random requests in a watched thread. `onProgress` gets the number of requests sent. */
export function fuzzWatched(
  settings: FuzzSettings,
  onProgress: (sent: number) => void = () => {},
): Promise<FuzzReport> {
  return runWatched(worker, { task: "fuzz", settings }, onProgress);
}

/** Measures growth in a watched thread. `onProgress` gets the family that is measured next. */
export function measureGrowthWatched(
  settings: GrowthSettings,
  onProgress: (family: string) => void = () => {},
): Promise<Growth[]> {
  return runWatched(worker, { task: "growth", settings }, onProgress);
}

/** Answers calls of the light client with random responses in a watched thread. `onProgress` gets the number of responses. */
export function fuzzResponsesWatched(
  settings: ResponseSettings,
  onProgress: (sent: number) => void = () => {},
): Promise<ResponseReport> {
  return runWatched(worker, { task: "responses", settings }, onProgress);
}
