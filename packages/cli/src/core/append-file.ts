import { type FileHandle, stat } from "node:fs/promises";
import { setImmediate as endOfTurn } from "node:timers/promises";
import { FileAccessError, openAppendFile } from "@eks-auth/service";
import type { FilePermissions } from "@eks-auth/service/read-file";
import { type LogDestination, recordTimeoutMs } from "./log-destination.ts";

/** How often the path is compared with the open file, at most. */
const compareEveryMs = 1_000;

/**
 * A file that lines are appended to. It is opened again, between two lines, when another file is at its path or none, after
 * a failure, and on request. So it can be rotated by renaming, removing or truncating it.
 */
export class AppendFile implements LogDestination {
  /** The path. */
  readonly name: string;
  readonly #permissions: FilePermissions;
  #file: FileHandle | undefined;
  #mustReopen = false;
  #comparedAt = 0;
  /** Why the file can't be used, if that is not the system's error of a write. */
  #problem: FileAccessError | undefined;

  private constructor(path: string, permissions: FilePermissions) {
    this.name = path;
    this.#permissions = permissions;
  }

  /** @throws FileAccessError or an error of the system, as `openAppendFile` */
  static async open(path: string, permissions: FilePermissions): Promise<AppendFile> {
    const file = new AppendFile(path, permissions);
    await file.#reopen();
    return file;
  }

  /** Opens the file again before the next line. */
  requestReopen(): void {
    this.#mustReopen = true;
  }

  async startLine(isTorn: boolean): Promise<boolean> {
    // A write in the thread pool costs as much as 20 lines, so it takes all lines of this turn of the event loop.
    await endOfTurn();
    const isCompared = performance.now() - this.#comparedAt < compareEveryMs;
    return isCompared && !isTorn && !this.#mustReopen ? false : this.#prepare(isTorn);
  }

  async write(bytes: Uint8Array): Promise<number> {
    try {
      const { bytesWritten } = await this.#openFile().write(bytes);
      return bytesWritten;
    } catch (error) {
      // A line that is torn by now is ended when the file is opened again.
      this.#mustReopen = true;
      throw error;
    }
  }

  describeFailure(code: string): string {
    if (this.#problem !== undefined) {
      return this.#problem.message;
    }
    return code === "ETIMEDOUT"
      ? `${this.name} did not take a line within ${recordTimeoutMs} ms. Check the disk that it is on.`
      : `${this.name} can't be written (${code}). Check the disk that it is on.`;
  }

  /** Closes the file. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #prepare(isTorn: boolean): Promise<boolean> {
    if (isTorn || this.#mustReopen || (await this.#isReplaced())) {
      await this.#reopen();
    }
    this.#comparedAt = performance.now();
    return false;
  }

  async #isReplaced(): Promise<boolean> {
    try {
      const [atPath, open] = await Promise.all([stat(this.name), this.#openFile().stat()]);
      return atPath.ino !== open.ino || atPath.dev !== open.dev;
    } catch {
      // Opening it again finds out why.
      return true;
    }
  }

  /** Closes the file first: if it was removed, that frees its space on a full disk. */
  async #reopen(): Promise<void> {
    // A request from now on can be for another file than the one that is opened.
    this.#mustReopen = false;
    try {
      await this.close();
      this.#file = await openAppendFile(this.name, this.#permissions);
      this.#problem = undefined;
    } catch (error) {
      this.#mustReopen = true;
      this.#problem = error instanceof FileAccessError ? error : undefined;
      throw error;
    }
  }

  #openFile(): FileHandle {
    if (this.#file === undefined) {
      throw new Error(`${this.name} is closed.`);
    }
    return this.#file;
  }
}
