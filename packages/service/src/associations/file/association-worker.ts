import { parentPort, workerData } from "node:worker_threads";
import { UnusableFileError } from "../../files/file-error.ts";
import { applyChange } from "../edit/apply-change.ts";
import type { EditReply, EditRequest } from "../edit/change-content.ts";
import { AssociationChangeError } from "../edit/change-error.ts";
import { parseAssociationTable } from "./association-file.ts";
import { buffersOf } from "./association-table.ts";
import { type ParseReply, type ParseRequest, toProblems } from "./parse-in-worker.ts";

/** The program of the worker thread that parses or changes a large association file. */
const request = workerData as ParseRequest | EditRequest;
try {
  if ("change" in request) {
    const { content, path, cluster, change } = request;
    const changed = applyChange(content, path, cluster, change);
    parentPort?.postMessage({ changed } satisfies EditReply, buffersOf(changed.table));
  } else {
    const table = parseAssociationTable(request.content, request.path, request.cluster);
    parentPort?.postMessage({ table } satisfies ParseReply, buffersOf(table));
  }
} catch (error) {
  if (error instanceof AssociationChangeError) {
    const { code, message } = error;
    parentPort?.postMessage({ refused: { code, message } } satisfies EditReply);
  } else if (error instanceof UnusableFileError) {
    parentPort?.postMessage({ problems: toProblems(error) } satisfies ParseReply);
  } else {
    throw error;
  }
}
