import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rmdir, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { syncFolder } from "../../files/durable-file.ts";
import { systemErrorCode } from "../../files/file-error.ts";
import { AssociationChangeError } from "../change-error.ts";

/** A change takes milliseconds. A lock that is older than this is stale, even if its process is alive. */
const staleAfterMs = 60_000;

/** How long a lock folder can be empty: its owner creates its file at once. */
const maxEmptyMs = 200;

/**
 * The lock for replacing a file, which one process has at a time.
 *
 * It is a folder next to the file, with one file in it whose name identifies the owner. The new text is written to that
 * file, and the file is then moved over the old one. A process that takes over a stale lock first removes the owner's
 * file. If the owner was only slow, it has nothing left to move: its change fails, and the other's change is not lost.
 */
export class FileLock {
  /** The new file, empty at first. */
  readonly handle: FileHandle;
  readonly #path: string;
  readonly #target: string;

  private constructor(handle: FileHandle, path: string, target: string) {
    this.handle = handle;
    this.#path = path;
    this.#target = target;
  }

  /**
   * Waits for the lock of a file.
   *
   * @param target - the file, not a symbolic link
   * @throws AssociationChangeError if other processes have the lock until the timeout
   */
  static async acquire(target: string, timeoutMs: number): Promise<FileLock> {
    const folder = `${target}.lock`;
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const lock = await FileLock.#tryAcquire(folder, target);
      if (lock !== undefined) {
        return lock;
      }
      const owner = await removeStaleLock(folder);
      if (Date.now() >= deadline) {
        const who = owner === undefined ? "other processes" : describeOwner(owner);
        throw new AssociationChangeError(
          "busy",
          `${target} has been locked by ${who} for at least ${timeoutMs / 1000} s. Try again; if no process is changing it, remove ${folder}.`,
        );
      }
      // A random delay, so that waiting processes do not retry at the same moment.
      await setTimeout(5 + Math.random() * 20);
    }
  }

  static async #tryAcquire(folder: string, target: string): Promise<FileLock | undefined> {
    const path = join(folder, createOwnerName());
    try {
      await mkdir(folder);
      const lock = new FileLock(await open(path, "wx", 0o644), path, target);
      // There can be two files, if a third process removed the folder between our mkdir and our open.
      if ((await readdir(folder)).length === 1) {
        return lock;
      }
      await lock.release();
    } catch (error) {
      ownNames.delete(basename(path));
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall !== "mkdir") {
        await rmdir(folder).catch(() => {});
      }
      if (code !== "EEXIST" && !(code === "ENOENT" && syscall !== "mkdir")) {
        throw error;
      }
    }
    return undefined;
  }

  /**
   * Replaces the old file by the new one. It is on disk when this returns.
   *
   * @throws AssociationChangeError if another process has taken over the lock
   */
  async commit(): Promise<void> {
    await this.handle.sync();
    try {
      await rename(this.#path, this.#target);
    } catch (error) {
      if (systemErrorCode(error) !== "ENOENT") {
        throw error;
      }
      throw new AssociationChangeError(
        "busy",
        `${this.#target} was changed by another process, because this one took too long. Try again.`,
      );
    }
    await this.#syncFolder();
  }

  async #syncFolder(): Promise<void> {
    try {
      await syncFolder(dirname(this.#target));
    } catch (cause) {
      throw new AssociationChangeError(
        "unwritable",
        `${this.#target} is changed, but a power cut can undo it (${systemErrorCode(cause)}). Check the disk.`,
        { cause },
      );
    }
  }

  /** Releases the lock. A change that was not committed is dropped. */
  async release(): Promise<void> {
    await this.handle.close();
    await unlink(this.#path).catch(ignoreMissing);
    ownNames.delete(basename(this.#path));
    // Fails if the next owner's file is in it already.
    await rmdir(dirname(this.#path)).catch(() => {});
  }
}

function ignoreMissing(error: unknown): void {
  if (systemErrorCode(error) !== "ENOENT") {
    throw error;
  }
}

/** The owner names of this process. In a container its ID is often that of an earlier process, so the ID is not enough. */
const ownNames = new Set<string>();

const ownerPattern = /^(?<pid>\d+)@(?<host>.+)~[0-9a-f-]{36}$/;

function createOwnerName(): string {
  const name = `${process.pid}@${encodeURIComponent(hostname())}~${randomUUID()}`;
  ownNames.add(name);
  return name;
}

/** Formats an owner for people: `process 4242 on build-7`. */
function describeOwner(name: string): string {
  const { pid, host } = ownerPattern.exec(name)?.groups ?? {};
  return pid === undefined || host === undefined
    ? `the process that created the file ${name}`
    : `process ${pid} on ${decodeURIComponent(host)}`;
}

/**
 * Removes a lock whose process is dead. That can be wrong, and two processes can do it at once. But an owner's file has a
 * unique name, and only an empty folder can be removed, so at worst a living owner loses its lock, and notices.
 *
 * @param folder - the lock's
 * @returns the name of the owner if the lock is not stale, else undefined
 */
async function removeStaleLock(folder: string): Promise<string | undefined> {
  try {
    const names = await readdir(folder);
    for (const name of names) {
      if (!(await isStale(join(folder, name)))) {
        return name;
      }
      await unlink(join(folder, name));
    }
    if (names.length > 0 || Date.now() - (await stat(folder)).mtimeMs > maxEmptyMs) {
      await rmdir(folder);
    }
  } catch (error) {
    // Another process was faster, or has locked the file already.
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(systemErrorCode(error) ?? "")) {
      throw error;
    }
  }
  return undefined;
}

async function isStale(path: string): Promise<boolean> {
  const name = basename(path);
  const { pid, host } = ownerPattern.exec(name)?.groups ?? {};
  if (pid !== undefined && host === encodeURIComponent(hostname()) && !isAlive(Number(pid), name)) {
    return true;
  }
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > staleAfterMs;
}

function isAlive(pid: number, name: string): boolean {
  if (pid === process.pid) {
    return ownNames.has(name);
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}
