import { execFile } from "node:child_process";
import { type FSWatcher, watch } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { packageFolders, packageName, repositoryTarget } from "../emit/target.ts";
import type { Prepare } from "../generate/generate.ts";
import { updateOwnPackages } from "../generate/generate.ts";
import { root } from "../root.ts";
import { ownModel } from "../smithy/model-source.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Progress } from "../terminal/output.ts";

/**
 * Generates and builds this repository's packages, now and after each change of the model, until it is interrupted.
 * A model that is refused is waited for to be mended.
 *
 * @returns the exit code, 0
 */
export async function watchModel(progress: Progress, prepare?: Prepare): Promise<number> {
  const changes = new FolderChanges(ownModel);
  const close = () => changes.close();
  process.once("SIGINT", close).once("SIGTERM", close);
  process.stdout.write("Watching model/. Ctrl-C ends it.\n");
  do {
    const report = await runCycle(progress, prepare);
    // An interrupt ends Smithy and the builds too: that these fail then is no news.
    if (!changes.closed) {
      process.stdout.write(report);
    }
  } while (await changes.next());
  return 0;
}

/** @returns a line, followed by an error where there is one */
async function runCycle(progress: Progress, prepare: Prepare | undefined): Promise<string> {
  const time = new Date().toTimeString().slice(0, 8);
  const start = performance.now();
  try {
    const { changed, smithySeconds } = await updateOwnPackages(progress, prepare);
    const generated = secondsSince(start);
    progress.show("Building the packages");
    await buildPackages();
    progress.clear();
    const total = secondsSince(start);
    const generating = (Number(generated) - smithySeconds).toFixed(1);
    const building = (Number(total) - Number(generated)).toFixed(1);
    return `${time}  ${changed} files changed, ${total} s (Smithy ${smithySeconds.toFixed(1)}, generating ${generating}, building ${building})\n`;
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    progress.clear();
    return `${time}  failed, ${secondsSince(start)} s\nerror: ${error.message}\n`;
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

/**
 * Builds the generated packages of this repository, those that have changed.
 *
 * @throws CommandError with what the builds printed, where one of them fails
 */
export async function buildPackages(): Promise<void> {
  const filters = packageFolders.map((folder) => `--filter=${packageName(repositoryTarget, folder)}`);
  const args = [turbo, "run", "build", ...filters, "--output-logs=errors-only"];
  await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).catch(
    ({ stdout = "", stderr = "", message }: { stdout?: string; stderr?: string; message: string }) => {
      throw new CommandError(`The packages can't be built:\n\n${(stdout + stderr).trim() || message}`);
    },
  );
}

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
