import { join } from "node:path";
import { packageName, projectTarget } from "../emit/target.ts";
import type { Prepare } from "../generate/generate.ts";
import { updatePackages } from "../generate/project-packages.ts";
import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findFirstProject, modelFolder, type Project } from "../project/project.ts";
import { requireModelFolder } from "../smithy/model-source.ts";
import { CommandError } from "../terminal/command-error.ts";
import { Progress } from "../terminal/output.ts";
import { runWithFlags } from "../terminal/run-command.ts";
import { buildWorkspaces } from "./build-workspaces.ts";
import { FolderChanges } from "./folder-changes.ts";

function createHelp(commandLine: CommandLine): string {
  return `Generates and builds the packages, at start and after each change of the model, until Ctrl-C.

Usage: ${commandLine("watch", "[OPTION]")}

  --help  show this text

Exit codes:
  0  ended by Ctrl-C
  1  the project or the folder of its model can't be read
  2  unknown option

Examples:
  ${commandLine("watch")}   while you work on the model
`;
}

/** Runs the command `watch`, and returns the exit code. */
export function watch(invocation: Invocation): Promise<number> {
  const run = async (): Promise<number> => watchModel(await findFirstProject(invocation), new Progress());
  return runWithFlags(createHelp(invocation.commandLine), [], run, invocation.args);
}

/**
 * Generates and builds the packages of a project, now and after each change of the model, until it is interrupted. After
 * an error in the model it waits for the next change.
 *
 * @returns the exit code, 0
 * @throws CommandError if the folder of the model doesn't exist, or is removed
 */
export async function watchModel(project: Project, progress: Progress, prepare?: Prepare): Promise<number> {
  const folder = modelFolder(project);
  requireModelFolder(folder);
  const changes = new FolderChanges(folder);
  const close = () => changes.close();
  process.once("SIGINT", close).once("SIGTERM", close);
  process.stdout.write(`Watching ${join(project.settings.model, "/")}. Ctrl-C ends it.\n`);
  try {
    do {
      // Nothing tells when a folder that was removed is there again.
      requireModelFolder(folder);
      await changes.followLinks();
      const report = await runCycle(project, progress, prepare);
      // An interrupt also ends Smithy and the builds, whose errors are then expected.
      if (!changes.closed) {
        process.stdout.write(report);
      }
    } while (await changes.next());
    return 0;
  } finally {
    changes.close();
  }
}

/** @returns lines for the terminal: a summary, and the notices of the generation or the error */
async function runCycle(project: Project, progress: Progress, prepare: Prepare | undefined): Promise<string> {
  const time = new Date().toTimeString().slice(0, 8);
  const start = performance.now();
  let notices: readonly string[] = [];
  try {
    const update = await updatePackages(project, progress, prepare);
    const { changed, times } = update;
    notices = update.notices;
    const smithySeconds = times.secondsOf("Smithy");
    const generated = secondsSince(start);
    progress.show("Building the packages");
    const target = projectTarget(project);
    await buildWorkspaces(
      project.folder,
      target.folders.map((folder) => packageName(target, folder)),
    );
    progress.clear();
    const total = secondsSince(start);
    const generating = (Number(generated) - smithySeconds).toFixed(1);
    const building = (Number(total) - Number(generated)).toFixed(1);
    const summary = `${time}  ${changed} files changed, ${total} s (Smithy ${smithySeconds.toFixed(1)}, generating ${generating}, building ${building})`;
    return `${[summary, ...notices].join("\n")}\n`;
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    progress.clear();
    // A notice can be the reason of a failed build: a package that is missing.
    return `${[`${time}  failed, ${secondsSince(start)} s`, `error: ${error.message}`, ...notices].join("\n")}\n`;
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
