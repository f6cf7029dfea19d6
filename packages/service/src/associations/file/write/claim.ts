import { type FileHandle, mkdir, open, readdir, rename, rmdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { syncFolder } from "../../../durable-file/sync-folder.ts";
import { AssociationChangeError } from "./change-error.ts";
import { describeHolder, forgetHolder, nameHolder } from "./holder.ts";
import { sweep } from "./sweep.ts";

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
