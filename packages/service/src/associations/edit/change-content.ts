import { type LineProblem, UnusableFileError } from "../../files/file-error.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError, type ChangeErrorCode } from "../change-error.ts";
import { maxInlineBytes } from "../file/association-file.ts";
import { heapBytesPerByte } from "../file/parse-in-worker.ts";
import { findWorkerProgram, runInWorker } from "../run-in-worker.ts";
import { type AssociationChange, applyChange, type ChangedContent } from "./apply-change.ts";

/** What the worker gets. */
export interface EditRequest {
  readonly content: Uint8Array<ArrayBuffer> | undefined;
  readonly path: string;
  readonly cluster: ClusterRules;
  readonly change: AssociationChange;
}

/** What the worker sends back. */
export type EditReply =
  | { readonly changed: ChangedContent }
  | { readonly refused: { readonly code: ChangeErrorCode; readonly message: string } }
  | { readonly problems: readonly LineProblem[] };

/**
 * Changes an association in the content of a file, like `applyChange`; in a worker thread if it is large, so that requests
 * do not wait.
 *
 * @param signal - ends the worker
 */
export async function changeContent(request: EditRequest, signal?: AbortSignal): Promise<ChangedContent> {
  const { content, path, cluster, change } = request;
  const size = content?.length ?? 0;
  const program = size > maxInlineBytes ? findWorkerProgram() : undefined;
  if (program === undefined) {
    return applyChange(content, path, cluster, change);
  }
  const reply = await runInWorker<EditReply>(program, {
    request,
    path,
    verb: "changing",
    // The file is parsed before and after the change.
    heapBytes: 2 * size * heapBytesPerByte,
    keepsWorker: true,
    signal,
  });
  if ("refused" in reply) {
    throw new AssociationChangeError(reply.refused.code, reply.refused.message);
  }
  if ("problems" in reply) {
    throw UnusableFileError.ofProblems(path, reply.problems);
  }
  return reply.changed;
}
