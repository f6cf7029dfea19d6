import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rmdir, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { syncFolder } from "../../files/durable-file.ts";
import { AssociationChangeError } from "./change-error.ts";

/**
 * The right to replace a file, which one process has at a time.
 *
 * It is a folder next to the file, with one file in it whose name says who holds the right. That file is also what
 * the new text is written to, and moving it over the old one is what replaces that. Whoever takes the right from a
 * holder that seems dead removes the holder's file first, so a holder that was only slow has nothing left to move:
 * its change fails, and the other's isn't lost.
 */
export class Claim {
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
   * Waits for the right to replace a file.
   *
   * @param target - the file, no symbolic link
   * @param waitMilliseconds - how long others may have it
   * @throws AssociationChangeError where others have it all that time
   */
  static async of(target: string, waitMilliseconds: number): Promise<Claim> {
    const folder = `${target}.lock`;
    const deadline = Date.now() + waitMilliseconds;
    for (;;) {
      const claim = await Claim.#try(folder, target);
      if (claim !== undefined) {
        return claim;
      }
      const holder = await sweep(folder);
      if (Date.now() >= deadline) {
        const who = holder === undefined ? "others" : describeHolder(holder);
        throw new AssociationChangeError(
          "busy",
          `${target} is being changed by ${who}, for ${waitMilliseconds / 1000} s at least. Try again; if nothing changes it, remove ${folder}.`,
        );
      }
      // Not all at the same moment again.
      await setTimeout(5 + Math.random() * 20);
    }
  }

  static async #try(folder: string, target: string): Promise<Claim | undefined> {
    const path = join(folder, nameHolder());
    try {
      await mkdir(folder);
      const claim = new Claim(await open(path, "wx", 0o666), path, target);
      // Two may be in it where a third swept the folder between our making it and our file.
      if ((await readdir(folder)).length === 1) {
        return claim;
      }
      await claim.release();
    } catch (error) {
      forgetHolder(basename(path));
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
   * Puts the new file in the place of the old one, for good: it is on the disk when this returns.
   *
   * @throws AssociationChangeError where the right was taken away meanwhile
   */
  async commit(): Promise<void> {
    await this.handle.sync();
    try {
      await rename(this.#path, this.#target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        throw error;
      }
      throw new AssociationChangeError(
        "busy",
        `${this.#target} was changed by another process, as this one took too long. Try again.`,
      );
    }
    await this.#syncFolder();
  }

  /** The move itself is written to the folder. */
  async #syncFolder(): Promise<void> {
    try {
      await syncFolder(dirname(this.#target));
    } catch (cause) {
      throw new AssociationChangeError(
        "unwritable",
        `${this.#target} is changed, but a power cut may undo it (${(cause as NodeJS.ErrnoException).code}). Check the disk.`,
        { cause },
      );
    }
  }

  /** Gives the right back; a change that wasn't committed is dropped. */
  async release(): Promise<void> {
    await this.handle.close();
    await unlink(this.#path).catch(ignoreAbsence);
    forgetHolder(basename(this.#path));
    // The next one may be in it already.
    await rmdir(dirname(this.#path)).catch(() => {});
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

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

/** How long a folder may be empty: whoever made it puts its file in at once. */
const emptyMilliseconds = 200;

/**
 * Removes what a dead process left of a claim. Whether the other is dead may be judged wrongly, and two may sweep at
 * once: a holder's file has a name that never comes again, and only an empty folder can be removed, so at worst a
 * living holder loses its claim, and notices.
 *
 * @param folder - the claim's
 * @returns the name of a holder that is at work, or `undefined`
 */
export async function sweep(folder: string): Promise<string | undefined> {
  try {
    const names = await readdir(folder);
    for (const name of names) {
      if (!(await isAbandoned(join(folder, name)))) {
        return name;
      }
      await unlink(join(folder, name));
    }
    if (names.length > 0 || Date.now() - (await stat(folder)).mtimeMs > emptyMilliseconds) {
      await rmdir(folder);
    }
  } catch (error) {
    // Another was faster, or is in it already.
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
  }
  return undefined;
}
