import { type LineProblem, UnusableFileError } from "../../files/file-error.ts";
import type { ClusterRules } from "../association-rules.ts";
import { runInWorker } from "../run-in-worker.ts";
import type { AssociationTable } from "./association-table.ts";

/** The heap for each byte of the file. A list of short texts needs the most. */
export const heapBytesPerByte = 48;

/** What the worker gets. */
export interface ParseRequest {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly path: string;
  readonly cluster: ClusterRules;
}

/** What the worker sends back. */
export type ParseReply = { readonly table: AssociationTable } | { readonly problems: readonly LineProblem[] };

/**
 * Parses an association file in a worker thread.
 *
 * @param program - of the worker
 * @param signal - ends the worker
 * @throws UnusableFileError if the file is not valid, or the worker fails
 */
export async function parseInWorker(
  program: URL,
  request: ParseRequest,
  signal?: AbortSignal,
): Promise<AssociationTable> {
  const { content, path } = request;
  const reply = await runInWorker<ParseReply>(program, {
    request,
    // A part of a larger buffer is copied: others use the rest.
    transferList: content.length === content.buffer.byteLength ? [content.buffer] : [],
    path,
    verb: "parsing",
    heapBytes: content.length * heapBytesPerByte,
    signal,
  });
  if ("table" in reply) {
    return reply.table;
  }
  throw UnusableFileError.ofProblems(path, reply.problems);
}

/** Converts an error to what a worker can send. */
export function toProblems({ problems }: UnusableFileError): readonly LineProblem[] {
  return problems.map(({ line = 1, message }) => ({ line, message }));
}
