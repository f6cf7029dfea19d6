import { parentPort, workerData } from "node:worker_threads";
import { UnusableFileError } from "../../files/file-error.ts";
import { parseAssociationTable } from "./association-file.ts";
import { buffersOf } from "./association-table.ts";
import type { ParseReply, ParseRequest } from "./parse-in-worker.ts";

/** The program of the worker thread that parses a large association file. */
const { content, path, cluster } = workerData as ParseRequest;
try {
  const table = parseAssociationTable(content, path, cluster);
  parentPort?.postMessage({ table } satisfies ParseReply, buffersOf(table));
} catch (error) {
  if (!(error instanceof UnusableFileError)) {
    throw error;
  }
  const problems = error.problems.map(({ line = 1, message }) => ({ line, message }));
  parentPort?.postMessage({ problems } satisfies ParseReply);
}
