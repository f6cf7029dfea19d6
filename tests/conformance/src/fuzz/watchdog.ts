import { Worker } from "node:worker_threads";

/** What a watched worker posts: a sign that it is alive, or its result. */
export type Report<Progress, Result> = { readonly progress: Progress } | { readonly result: Result };

/** A worker that gave no sign for too long, and was ended. */
export class HungError<Progress> extends Error {
  override readonly name = "HungError";
  /** The last sign that it gave. */
  readonly last: Progress | undefined;

  constructor(last: Progress | undefined, boundMs: number) {
    super(`nothing happened for ${boundMs / 1000} seconds`);
    this.last = last;
  }
}

/**
 * Runs a module in a thread of its own, and ends it where it gives no sign for too long: code that never lets go of
 * its thread can be stopped in no other way.
 *
 * @param module - posts {@link Report}s to its parent
 * @param settings - the module gets them as `workerData`
 * @param boundMs - the longest time between two signs
 * @throws HungError where a sign is late
 */
export async function runWatched<Progress, Result>(
  module: URL,
  settings: unknown,
  boundMs: number,
  tell: (progress: Progress) => void,
): Promise<Result> {
  const worker = new Worker(module, { workerData: settings, execArgv: [] });
  let last: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new HungError(last, boundMs)), boundMs);
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
          tell(last);
        }
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
