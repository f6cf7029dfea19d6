import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Transferable, Worker } from "node:worker_threads";
import { systemErrorCode, UnusableFileError } from "../../files/file-error.ts";

const mebibyte = 1024 * 1024;
/** The heap that modules take. */
const minHeapMebibytes = 128;
/** 100,000 associations take about 1 s. */
const timeoutMs = 30_000;

/** Ends when the worker of the last call has ended. One at a time, because each takes memory and a processor. */
let lastWorker: Promise<unknown> = Promise.resolve();

/** What a worker thread does with a file. */
export interface WorkerTask {
  /** What it gets. */
  readonly request: object;
  /** The parts of the request that are moved to the worker instead of copied. */
  readonly transferList?: readonly Transferable[];
  /** The file's path, for messages. */
  readonly path: string;
  /** What it does, for messages: `parsing`. */
  readonly verb: string;
  /** The largest heap for the file, in bytes. */
  readonly heapBytes: number;
  /** Ends the worker. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the program of the worker, next to this module.
 *
 * @returns undefined if it is not there, as in the output of a bundler
 */
export function findWorkerProgram(): URL | undefined {
  const here: string | undefined = import.meta.url;
  const program = here && new URL(`association-worker.${here.endsWith(".ts") ? "ts" : "js"}`, here);
  return program instanceof URL && existsSync(fileURLToPath(program)) ? program : undefined;
}

/**
 * Runs a program in a worker thread, so that requests do not wait for it. There is one worker at a time; its heap and its
 * time are limited.
 *
 * @returns the first message of the worker
 * @throws UnusableFileError if the worker fails, or needs more than 30 s or too much memory
 */
export function runInWorker<Reply>(program: URL, task: WorkerTask): Promise<Reply> {
  const result = lastWorker.then(() => runNow<Reply>(program, task));
  lastWorker = result.catch(() => {});
  return result;
}

async function runNow<Reply>(
  program: URL,
  { request, transferList = [], path, verb, heapBytes, signal }: WorkerTask,
): Promise<Reply> {
  signal?.throwIfAborted();
  const heap = minHeapMebibytes + Math.ceil(heapBytes / mebibyte);
  const worker = new Worker(program, {
    workerData: request,
    transferList: [...transferList],
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(`took more than ${timeoutMs / 1000} s`), timeoutMs);
  // An error that comes while the worker is ended would otherwise end this process.
  worker.on("error", () => {});
  worker.once("exit", () => ended.abort("failed: the thread ended"));
  try {
    const [reply] = await once(worker, "message", {
      signal: AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]),
    });
    return reply;
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    const reason = describeFailure(error, heap, ended.signal);
    throw UnusableFileError.ofWhole(
      path,
      `${path}: ${verb} the file ${reason}. Check that it is the right file.`,
      error,
    );
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function describeFailure(error: unknown, heap: number, ended: AbortSignal): string {
  const code = systemErrorCode(error);
  if (code === "ABORT_ERR") {
    return ended.reason;
  }
  return code === "ERR_WORKER_OUT_OF_MEMORY"
    ? `needs more than ${heap} MiB of memory`
    : `failed: ${error instanceof Error ? error.message : String(error)}`;
}
