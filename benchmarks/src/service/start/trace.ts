import { readTold, traceProgram } from "../../measure/trace.ts";

/** Times that a process tells of itself, in milliseconds since 1970. */
export interface Trace {
  /** Node.js is up, and begins with the program. */
  readonly started: number;
  /** All is imported, and the configuration begins to be read. */
  readonly imported: number;
  /** CPU time until the end, user and system, in microseconds. */
  readonly cpu: number;
}

/**
 * Makes the options of Node.js that have a program tell the times of its start.
 *
 * @param configFile - what the program reads first once all is imported
 */
export function traceStart(configFile: string): string[] {
  return traceProgram(`
    import files from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    const { readFile } = files;
    files.readFile = (path, ...options) => {
      if (path === ${JSON.stringify(configFile)}) {
        tell("imported");
        files.readFile = readFile;
        syncBuiltinESMExports();
      }
      return readFile(path, ...options);
    };
    syncBuiltinESMExports();
  `);
}

/**
 * Reads what a program told that has ended.
 *
 * @throws Error where something is missing
 */
export function readTrace(text: string): Trace {
  return readTold(text, ["started", "imported", "cpu"]);
}
