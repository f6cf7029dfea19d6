import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type LineProblem, systemErrorCode, UnusableFileError } from "../../files/file-error.ts";
import type { ClusterRules } from "../association-rules.ts";
import type { AssociationTable } from "./association-table.ts";

const mebibyte = 1024 * 1024;
/** The heap that modules take, and the heap for each byte of the file. A list of short texts needs the most. */
const minHeapMebibytes = 128;
const heapBytesPerByte = 48;
/** 100,000 associations take about 1 s. */
const timeoutMs = 30_000;

/** What the worker gets. */
export interface ParseRequest {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly path: string;
  readonly cluster: ClusterRules;
}

/** What the worker sends back. */
export type ParseReply = { readonly table: AssociationTable } | { readonly problems: readonly LineProblem[] };

/** Ends when the worker of the last call has ended. One at a time, because each takes memory and a processor. */
let lastWorker: Promise<unknown> = Promise.resolve();

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
 * Parses an association file in a worker thread, so that requests do not wait for it. There is one worker at a time; its
 * heap and its time are limited.
 *
 * @param program - of the worker
 * @param signal - ends the worker
 * @throws UnusableFileError if the file is not valid, or needs more than 30 s or too much memory
 */
export function parseInWorker(
  program: URL,
  request: ParseRequest,
  signal?: AbortSignal,
): Promise<AssociationTable> {
  const result = lastWorker.then(() => runWorker(program, request, signal));
  lastWorker = result.catch(() => {});
  return result;
}

async function runWorker(
  program: URL,
  { content, path, cluster }: ParseRequest,
  signal: AbortSignal | undefined,
): Promise<AssociationTable> {
  signal?.throwIfAborted();
  const heap = minHeapMebibytes + Math.ceil((content.length * heapBytesPerByte) / mebibyte);
  const { buffer } = content;
  const isWhole = content.length === buffer.byteLength;
  const worker = new Worker(program, {
    workerData: { content, path, cluster } satisfies ParseRequest,
    // A part of a larger buffer is copied: others use the rest.
    transferList: isWhole ? [buffer] : [],
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(`took more than ${timeoutMs / 1000} s`), timeoutMs);
  // An error that comes while the worker is ended would otherwise end this process.
  worker.on("error", () => {});
  worker.once("exit", () => ended.abort("failed: the thread ended"));
  try {
    const [reply]: ParseReply[] = await once(worker, "message", {
      signal: AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]),
    });
    if (reply !== undefined && "table" in reply) {
      return reply.table;
    }
    throw UnusableFileError.ofProblems(path, reply?.problems ?? []);
  } catch (error) {
    if (error instanceof UnusableFileError || signal?.aborted) {
      throw error;
    }
    const reason = describeFailure(error, heap, ended.signal);
    throw UnusableFileError.ofWhole(
      path,
      `${path}: parsing the file ${reason}. Check that it is the right file.`,
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
