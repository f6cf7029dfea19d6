import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename } from "node:path";

/** A change takes milliseconds. One that is older than this is over, whatever became of its process. */
const abandonedMilliseconds = 60_000;

/** The names of this process's own holders, for its ID may be that of a process that died: in a container, often. */
const own = new Set<string>();

const pattern = /^(?<pid>\d+)@(?<host>.+)~[0-9a-f-]{36}$/;

/** Makes the name of a file that says which process holds something. */
export function nameHolder(): string {
  const name = `${process.pid}@${encodeURIComponent(hostname())}~${randomUUID()}`;
  own.add(name);
  return name;
}

/** Ends a holder of this process. */
export function forgetHolder(name: string): void {
  own.delete(name);
}

/** Whether the process that made a holder's file can't still be at work. */
export async function isAbandoned(path: string): Promise<boolean> {
  const name = basename(path);
  const { pid, host } = pattern.exec(name)?.groups ?? {};
  if (pid !== undefined && host === encodeURIComponent(hostname()) && !isAlive(Number(pid), name)) {
    return true;
  }
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > abandonedMilliseconds;
}

/** Says who a holder is: `process 4242 on build-7`. */
export function describeHolder(name: string): string {
  const { pid, host } = pattern.exec(name)?.groups ?? {};
  return pid === undefined || host === undefined
    ? `whoever made the file ${name}`
    : `process ${pid} on ${decodeURIComponent(host)}`;
}

function isAlive(pid: number, name: string): boolean {
  if (pid === process.pid) {
    return own.has(name);
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
