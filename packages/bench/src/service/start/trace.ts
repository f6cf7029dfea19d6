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
 * Makes the options of Node.js that have a program tell the times of its start in file descriptor 3. What they cost is
 * part of what is measured, and is little: they load nothing that the program doesn't.
 *
 * @param configFile - what the program reads first once all is imported
 */
export function traceStart(configFile: string): string[] {
  const source = `
    import { writeSync } from "node:fs";
    import files from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    const tell = (name, value) => writeSync(3, name + " " + value + "\\n");
    const now = () => performance.timeOrigin + performance.now();
    tell("started", now());
    const { readFile } = files;
    files.readFile = (path, ...options) => {
      if (path === ${JSON.stringify(configFile)}) {
        tell("imported", now());
        files.readFile = readFile;
        syncBuiltinESMExports();
      }
      return readFile(path, ...options);
    };
    syncBuiltinESMExports();
    process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      tell("cpu", user + system);
    });
  `;
  return ["--import", `data:text/javascript,${encodeURIComponent(source)}`];
}

/**
 * Reads what a program told that has ended.
 *
 * @throws Error where something is missing
 */
export function readTrace(text: string): Trace {
  const told = new Map(text.split("\n").map((line) => line.split(" ") as [string, string]));
  const read = (name: string): number => {
    const value = Number(told.get(name));
    if (Number.isNaN(value)) {
      throw new Error(`The program didn't tell ${name}: ${text}`);
    }
    return value;
  };
  return { started: read("started"), imported: read("imported"), cpu: read("cpu") };
}
