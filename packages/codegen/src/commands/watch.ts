import { type FSWatcher, watch as watchFolder } from "node:fs";
import { join } from "node:path";
import { packageFolders, packageName, projectTarget } from "../emit/target.ts";
import type { Prepare } from "../generate/generate.ts";
import { updatePackages } from "../generate/project-packages.ts";
import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProject, modelFolder, type Project } from "../project/project.ts";
import { CommandError } from "../terminal/command-error.ts";
import { Progress } from "../terminal/output.ts";
import { runWithFlags } from "../terminal/run-command.ts";
import { buildWorkspaces } from "./build-workspaces.ts";

function createHelp(commandLine: CommandLine): string {
  return `Generates and builds the packages, at start and after each change of the model, until Ctrl-C.

Usage: ${commandLine("watch", "[OPTION]")}

  --help  show this text

Exit codes:
  0  ended by Ctrl-C
  1  the project can't be read
  2  unknown option

Examples:
  ${commandLine("watch")}   while you work on the model
`;
}

/** Runs the command `watch`, and returns the exit code. */
export function watch(invocation: Invocation): Promise<number> {
  const run = async (): Promise<number> => watchModel(await findProject(invocation), new Progress());
  return runWithFlags(createHelp(invocation.commandLine), [], run, invocation.args);
}

/**
 * Generates and builds the packages of a project, now and after each change of the model, until it is interrupted. After
 * an error in the model it waits for the next change.
 *
 * @returns the exit code, 0
 */
export async function watchModel(project: Project, progress: Progress, prepare?: Prepare): Promise<number> {
  const changes = new FolderChanges(modelFolder(project));
  const close = () => changes.close();
  process.once("SIGINT", close).once("SIGTERM", close);
  process.stdout.write(`Watching ${join(project.settings.model, "/")}. Ctrl-C ends it.\n`);
  do {
    const report = await runCycle(project, progress, prepare);
    // An interrupt also ends Smithy and the builds, whose errors are then expected.
    if (!changes.closed) {
      process.stdout.write(report);
    }
  } while (await changes.next());
  return 0;
}

/** @returns a line for the terminal, with the error if there is one */
async function runCycle(project: Project, progress: Progress, prepare: Prepare | undefined): Promise<string> {
  const time = new Date().toTimeString().slice(0, 8);
  const start = performance.now();
  try {
    const { changed, times } = await updatePackages(project, progress, prepare);
    const smithySeconds = times.secondsOf("Smithy");
    const generated = secondsSince(start);
    progress.show("Building the packages");
    const target = projectTarget(project);
    await buildWorkspaces(
      project.folder,
      packageFolders.map((folder) => packageName(target, folder)),
    );
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

/** The time without a change that ends a series of changes: an editor writes in steps, git changes many files. */
const quietMilliseconds = 100;

/** Waits for changes of model files in a folder. */
export class FolderChanges {
  readonly #watcher: FSWatcher;
  #quiet: NodeJS.Timeout | undefined;
  #changed = false;
  #closed = false;
  #resume: (() => void) | undefined;

  /** @param folder - its absolute path */
  constructor(folder: string) {
    this.#watcher = watchFolder(folder, { recursive: true }, (_event, file) => this.#onChange(file));
  }

  get closed(): boolean {
    return this.#closed;
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
    this.#watcher.close();
    clearTimeout(this.#quiet);
    this.#resume?.();
  }

  /** Ignores other files, such as temporary files of editors. */
  #onChange(file: string | null): void {
    if (file !== null && !/\.(smithy|json)$/.test(file)) {
      return;
    }
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#changed = true;
      this.#resume?.();
    }, quietMilliseconds);
  }
}
