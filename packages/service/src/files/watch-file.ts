import { stat } from "node:fs/promises";
import { FileAccessError } from "./file-access-error.ts";
import { fileCalls } from "./file-call-limiter.ts";
import { systemErrorCode } from "./file-error.ts";

const pollMilliseconds = 500;

/**
 * Reports changes of a file. It polls, which works for edits in place, for files moved over it, and for the symbolic
 * links that Kubernetes swaps. A change is reported within about 1.5 s, when the file has been the same for half a
 * second, so that it is not read while it is being written. A file system that stops or starts to respond is a change
 * too. Watching does not keep the process alive.
 *
 * @param path - the file, or a symbolic link to it; it need not exist
 * @param onChange - called after each change since the result resolved; it must not throw
 * @returns a function that stops watching
 */
export async function watchFile(path: string, onChange: () => void): Promise<() => void> {
  let reported = await currentState(path);
  let polled = reported;
  let isPolling = false;
  let isStopped = false;

  async function poll(): Promise<void> {
    timer = setTimeout(poll, pollMilliseconds).unref();
    // On a network file system it can take longer than the interval.
    if (isPolling) {
      return;
    }
    isPolling = true;
    const state = await currentState(path);
    isPolling = false;
    const isStable = state === polled;
    polled = state;
    if (isStable && state !== reported && !isStopped) {
      reported = state;
      onChange();
    }
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
 * @throws FileAccessError if the file does not exist, or its file system hangs
 */
export async function fileVersion(path: string): Promise<string> {
  return fileCalls.run(path, async () => {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join();
    } catch (error) {
      throw FileAccessError.ofSystem(path, error);
    }
  });
}

async function currentState(path: string): Promise<string> {
  try {
    return await fileVersion(path);
  } catch (error) {
    return systemErrorCode(error) ?? "hung";
  }
}
