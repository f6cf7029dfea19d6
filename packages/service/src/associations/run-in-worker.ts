import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Transferable, Worker } from "node:worker_threads";
import { systemErrorCode, UnusableFileError } from "../files/file-error.ts";

const mebibyte = 1024 * 1024;
/** The heap that modules take. */
const minHeapMebibytes = 128;
/** What a heap for several tasks is a multiple of. */
const growthMebibytes = 64;
/** How long a worker waits for its next task. */
const maxIdleMs = 3_000;
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
  /** Whether the worker waits for the next task for a while: starting one takes longer than most tasks. */
  readonly keepsWorker?: boolean;
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
  { request, transferList = [], path, verb, heapBytes, keepsWorker = false, signal }: WorkerTask,
): Promise<Reply> {
  signal?.throwIfAborted();
  const wanted = minHeapMebibytes + Math.ceil(heapBytes / mebibyte);
  const { worker, heap } = takeIdle(program, wanted) ?? startWorker(program, wanted, keepsWorker);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(`took more than ${timeoutMs / 1000} s`), timeoutMs);
  const onExit = (): void => ended.abort("failed: the thread ended");
  worker.once("exit", onExit);
  let isIdle = false;
  try {
    worker.postMessage(request, transferList);
    const [reply] = await once(worker, "message", {
      signal: AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]),
    });
    isIdle = keepsWorker;
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
    worker.off("exit", onExit);
    if (isIdle) {
      keepIdle({ worker, heap, program: program.href });
    } else {
      await worker.terminate();
    }
  }
}

function startWorker(
  program: URL,
  wanted: number,
  keepsWorker: boolean,
): Pick<IdleWorker, "worker" | "heap"> {
  // A worker that is used again has room for a file that grows.
  const heap = keepsWorker ? Math.ceil(wanted / growthMebibytes) * growthMebibytes : wanted;
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: heap } });
  // An error that comes while the worker is ended would otherwise end this process.
  worker.on("error", () => {});
  return { worker, heap };
}

/** A worker that waits for its next task. */
interface IdleWorker {
  readonly worker: Worker;
  /** In MiB. */
  readonly heap: number;
  readonly program: string;
}

let idle: (IdleWorker & { readonly timer: NodeJS.Timeout }) | undefined;

/** Ends the worker if it gets no task soon. It does not keep the process from ending. */
function keepIdle(kept: IdleWorker): void {
  kept.worker.unref();
  const timer = setTimeout(() => {
    idle = undefined;
    void kept.worker.terminate();
  }, maxIdleMs).unref();
  idle = { ...kept, timer };
}

/** @returns undefined if no worker is idle, or only one for another program or with a smaller heap; that one is ended */
function takeIdle(program: URL, heap: number): IdleWorker | undefined {
  const taken = idle;
  idle = undefined;
  clearTimeout(taken?.timer);
  if (taken !== undefined && taken.program === program.href && taken.heap >= heap) {
    taken.worker.ref();
    return taken;
  }
  void taken?.worker.terminate();
  return undefined;
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
