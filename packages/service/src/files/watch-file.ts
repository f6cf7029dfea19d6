import { type BigIntStats, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { systemErrorCode } from "./file-error.ts";

const pollMilliseconds = 500;

/**
 * Reports changes of a file. It polls, which works for edits in place, for files moved over it, and for the symbolic
 * links that Kubernetes swaps. A change is reported within about 1.5 s, when the file has been the same for half a
 * second, so that it is not read while it is being written. Watching does not keep the process alive.
 *
 * @param path - the file, or a symbolic link to it; it need not exist
 * @param onChange - called after each change since this call; it must not throw
 * @returns a function that stops watching
 */
export function watchFile(path: string, onChange: () => void): () => void {
  let reported = currentState(path);
  let polled = reported;
  let isStopped = false;

  async function poll(): Promise<void> {
    const state = await fileVersion(path).catch(absentState);
    if (isStopped) {
      return;
    }
    const isStable = state === polled;
    polled = state;
    if (isStable && state !== reported) {
      reported = state;
      onChange();
    }
    timer = setTimeout(poll, pollMilliseconds).unref();
  }

  let timer = setTimeout(poll, pollMilliseconds).unref();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/**
 * Identifies a file's content without reading it. The value differs after every change, including one that keeps the
 * length and one that puts another file in its place.
 *
 * @throws Error from the file system
 */
export async function fileVersion(path: string): Promise<string> {
  return toVersion(await stat(path, { bigint: true }));
}

/** Synchronous, so that no change after the call is missed. */
function currentState(path: string): string {
  try {
    return toVersion(statSync(path, { bigint: true }));
  } catch (error) {
    return absentState(error);
  }
}

function toVersion({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

function absentState(error: unknown): string {
  return systemErrorCode(error) ?? "unknown";
}
