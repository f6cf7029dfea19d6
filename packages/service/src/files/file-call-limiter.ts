import { dirname, resolve } from "node:path";
import { FileAccessError } from "./file-access-error.ts";

/** Reading a file of 64 MiB from a slow disk takes less. */
const timeoutMs = 10_000;
/** Node.js's thread pool has 4 threads. They also look up host names and verify signatures. */
const maxRunning = 2;

interface FileCall {
  readonly path: string;
  readonly folder: string;
  readonly run: () => Promise<void>;
  readonly fail: (error: FileAccessError) => void;
  isHung: boolean;
}

/**
 * Limits calls of the file system. On a mount that hangs, a call does not return and cannot be cancelled, and it keeps a
 * thread of Node.js's pool. So there is one call at a time for a folder, and two for all. While calls hang, those that
 * would have to wait for them fail at once.
 */
export class FileCallLimiter {
  readonly #running = new Set<FileCall>();
  readonly #waiting = new Set<FileCall>();

  /**
   * Makes a call when it is its turn, and waits for it, 10 s at most.
   *
   * @param path - the file that is accessed
   * @throws FileAccessError `file_timeout` if the call, or one that it waits for, hangs; also what the call throws
   */
  run<Result>(path: string, call: () => Promise<Result>): Promise<Result> {
    return new Promise((succeed, fail) => {
      const run = () => call().then(succeed, fail);
      this.#waiting.add({ path, folder: dirname(resolve(path)), run, fail, isHung: false });
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const call of this.#waiting) {
      const hung = this.#findHung(call);
      if (hung !== undefined) {
        this.#waiting.delete(call);
        call.fail(FileAccessError.ofTimeout(call.path, `the file system does not respond for ${hung.path}`));
      } else if (!this.#isBusy(call.folder)) {
        this.#waiting.delete(call);
        void this.#start(call);
      }
    }
  }

  async #start(call: FileCall): Promise<void> {
    this.#running.add(call);
    const timer = setTimeout(() => {
      call.isHung = true;
      call.fail(
        FileAccessError.ofTimeout(call.path, `the file system did not respond within ${timeoutMs / 1000} s`),
      );
      this.#startNext();
    }, timeoutMs);
    await call.run();
    clearTimeout(timer);
    this.#running.delete(call);
    this.#startNext();
  }

  /** Finds a call that hangs and keeps another one from starting. */
  #findHung({ folder }: FileCall): FileCall | undefined {
    const hung = [...this.#running].filter(({ isHung }) => isHung);
    return hung.find((call) => call.folder === folder) ?? (hung.length < maxRunning ? undefined : hung[0]);
  }

  #isBusy(folder: string): boolean {
    return this.#running.size >= maxRunning || [...this.#running].some((call) => call.folder === folder);
  }
}

/** The limiter of this process, as its thread pool. */
export const fileCalls: FileCallLimiter = new FileCallLimiter();
