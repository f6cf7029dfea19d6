import { type BigIntStats, statSync } from "node:fs";
import { stat } from "node:fs/promises";

const pollMilliseconds = 500;

/**
 * Follows a file, by polling: that works for an edit in place, for a file moved over it and for Kubernetes's swaps of
 * symbolic links alike. A change is told within about 1.5 s, once the file has stood still for half a second, so that
 * nobody reads it in the middle of being written. Following doesn't keep the process alive.
 *
 * @param path - the file, or a symbolic link to it; it may come and go
 * @param onChange - called after each change since this call; it must not throw
 * @returns stops following
 */
export function followFile(path: string, onChange: () => void): () => void {
  let told = describeNow(path);
  let polled = told;
  let isStopped = false;

  async function poll(): Promise<void> {
    const state = await stat(path, { bigint: true }).then(describe, describeAbsence);
    if (isStopped) {
      return;
    }
    const standsStill = state === polled;
    polled = state;
    if (standsStill && state !== told) {
      told = state;
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

/** At once, so that no change after the call is missed. */
function describeNow(path: string): string {
  try {
    return describe(statSync(path, { bigint: true }));
  } catch (error) {
    return describeAbsence(error);
  }
}

/** Differs after any change of a file, even one that keeps its length. */
function describe({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

function describeAbsence(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
