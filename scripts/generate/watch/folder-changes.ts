import { type FSWatcher, watch } from "node:fs";

/** How long a folder has to be quiet: an editor writes a file in several steps, and a branch changes several files. */
const quietMilliseconds = 100;

/** Tells when the model files in a folder have changed, until it is closed. */
export class FolderChanges {
  readonly #watcher: FSWatcher;
  #quiet: NodeJS.Timeout | undefined;
  #changed = false;
  #closed = false;
  #wake: (() => void) | undefined;

  /** @param folder - its absolute path */
  constructor(folder: string) {
    this.#watcher = watch(folder, { recursive: true }, (_event, file) => this.#note(file));
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Waits for a change since the last call, and for the folder to be quiet again.
   *
   * @returns `false` where it was closed instead
   */
  async next(): Promise<boolean> {
    while (!this.#changed && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#changed = false;
    return !this.#closed;
  }

  /** Ends the waiting. */
  close(): void {
    this.#closed = true;
    this.#watcher.close();
    clearTimeout(this.#quiet);
    this.#wake?.();
  }

  /** Editors write files of their own beside those that they edit. */
  #note(file: string | null): void {
    if (file !== null && !/\.(smithy|json)$/.test(file)) {
      return;
    }
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#changed = true;
      this.#wake?.();
    }, quietMilliseconds);
  }
}
