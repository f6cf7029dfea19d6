import { type FSWatcher, watch } from "node:fs";
import { findLinkedFolders } from "../files/linked-folders.ts";

/** The time without a change that ends a series of changes: an editor writes in steps, git changes many files. */
const quietMilliseconds = 100;

/** Model files, and names that can be folders or links to them. Other files are ignored, such as those of editors. */
const watchedName = /(\.(smithy|json)|(^|[\\/])[^.\\/]+)$/;

/** Waits for changes of model files in a folder. */
export class FolderChanges {
  readonly #folder: string;
  readonly #watchers = new Map<string, FSWatcher>();
  #quiet: NodeJS.Timeout | undefined;
  #changed = false;
  #closed = false;
  #resume: (() => void) | undefined;

  /** @param folder - its absolute path */
  constructor(folder: string) {
    this.#folder = folder;
    this.#watch(folder, true);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Watches the files and folders that links in the folder lead to, too. Call it again after changes: links can be new. */
  async followLinks(): Promise<void> {
    for (const [folder, { recursive }] of await findLinkedFolders(this.#folder)) {
      if (!this.#closed && !this.#watchers.has(folder)) {
        this.#watch(folder, recursive);
      }
    }
  }

  /**
   * Waits for a change since the last call, and for the end of the series of changes.
   *
   * @returns false if the watcher was closed
   */
  async next(): Promise<boolean> {
    while (!this.#changed && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    }
    this.#changed = false;
    return !this.#closed;
  }

  /** Stops watching, and ends a pending wait. */
  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers.values()) {
      watcher.close();
    }
    clearTimeout(this.#quiet);
    this.#resume?.();
  }

  #watch(folder: string, recursive: boolean): void {
    this.#watchers.set(
      folder,
      watch(folder, { recursive }, (_event, file) => this.#onChange(file)),
    );
  }

  #onChange(file: string | null): void {
    // The name is empty if the folder itself was moved or removed.
    if (file && !watchedName.test(file)) {
      return;
    }
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#changed = true;
      this.#resume?.();
    }, quietMilliseconds);
  }
}
