import { parentPort } from "node:worker_threads";
import { UnusableFileError } from "../files/file-error.ts";
import { AssociationChangeError } from "./change-error.ts";
import type { EditReply, EditRequest } from "./edit/change-content.ts";
import { parseAssociationTable } from "./file/association-file.ts";
import { buffersOf } from "./file/association-table.ts";
import { type ParseReply, type ParseRequest, toProblems } from "./file/parse-in-worker.ts";

/** The program of the worker thread that parses and changes large association files. */
parentPort?.on("message", async (request: ParseRequest | EditRequest) => {
  try {
    if ("change" in request) {
      await edit(request);
    } else {
      const table = parseAssociationTable(request.content, request.path, request.cluster);
      parentPort?.postMessage({ table } satisfies ParseReply, buffersOf(table));
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError)) {
      throw error;
    }
    parentPort?.postMessage({ problems: toProblems(error) } satisfies ParseReply);
  }
});

async function edit({ content, path, cluster, change }: EditRequest): Promise<void> {
  const { applyChange } = await import("./edit/apply-change.ts");
  try {
    const changed = applyChange(content, path, cluster, change);
    const buffers = changed.content === undefined ? [] : [changed.content.buffer];
    parentPort?.postMessage({ changed } satisfies EditReply, [...buffersOf(changed.table), ...buffers]);
  } catch (error) {
    if (!(error instanceof AssociationChangeError)) {
      throw error;
    }
    const { code, message } = error;
    parentPort?.postMessage({ refused: { code, message } } satisfies EditReply);
  }
}
