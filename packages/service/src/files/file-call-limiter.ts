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
 * thread of Node.js's pool. So there is one call at a time for a folder, and two for all; folders take turns. While calls
 * hang, those that would have to wait for them fail at once.
 */
export class FileCallLimiter {
  readonly #running = new Set<FileCall>();
  /** By folder, the one whose turn is next first. None of them would wait for a call that hangs. */
  readonly #waiting = new Map<string, FileCall[]>();

  /**
   * Makes a call when it is its turn, and waits for it, 10 s at most.
   *
   * @param path - the file that is accessed
   * @throws FileAccessError `file_timeout` if the call, or one that it waits for, hangs; also what the call throws
   */
  run<Result>(path: string, call: () => Promise<Result>): Promise<Result> {
    return new Promise((succeed, fail) => {
      const folder = dirname(resolve(path));
      const run = () => call().then(succeed, fail);
      const calls = this.#waiting.get(folder) ?? [];
      calls.push({ path, folder, run, fail, isHung: false });
      this.#waiting.set(folder, calls);
      this.#failHung(folder);
      this.#startNext();
    });
  }

  /** Starts calls until there are two. It passes over at most one folder, that of the other call. */
  #startNext(): void {
    for (const [folder, calls] of this.#waiting) {
      if (this.#running.size >= maxRunning) {
        return;
      }
      if ([...this.#running].some((call) => call.folder === folder)) {
        continue;
      }
      const call = calls.shift();
      this.#waiting.delete(folder);
      if (calls.length > 0) {
        this.#waiting.set(folder, calls);
      }
      if (call !== undefined) {
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
      for (const folder of this.#waiting.keys()) {
        this.#failHung(folder);
      }
    }, timeoutMs);
    await call.run();
    clearTimeout(timer);
    this.#running.delete(call);
    this.#startNext();
  }

  /** Fails the calls of a folder that would wait for one that hangs. */
  #failHung(folder: string): void {
    const hung = this.#findHung(folder);
    if (hung !== undefined) {
      for (const { path, fail } of this.#waiting.get(folder) ?? []) {
        fail(FileAccessError.ofTimeout(path, `the file system does not respond for ${hung.path}`));
      }
      this.#waiting.delete(folder);
    }
  }

  /** Finds a call that hangs and keeps those of a folder from starting. */
  #findHung(folder: string): FileCall | undefined {
    const hung = [...this.#running].filter(({ isHung }) => isHung);
    return hung.find((call) => call.folder === folder) ?? (hung.length < maxRunning ? undefined : hung[0]);
  }
}

/** The limiter of this process, as its thread pool. */
export const fileCalls: FileCallLimiter = new FileCallLimiter();
