import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import type { CommandLine } from "./command-line.ts";
import type { Invocation } from "./invocation.ts";
import { type ProjectSettings, parseSettings } from "./settings.ts";

/** The name of the file with the settings of a project. */
export const settingsFile = "codegen.json";

/** A folder with a model, the packages that are generated from it, and a codegen.json. */
export interface Project {
  /** The absolute path of the folder. */
  readonly folder: string;
  readonly settings: ProjectSettings;
  /** Formats the commands that messages name. */
  readonly commandLine: CommandLine;
}

/**
 * Finds the projects that a command was started for.
 *
 * @throws CommandError if one can't be found
 */
export function findProjects({
  projectFolders,
  commandLine,
}: Pick<Invocation, "projectFolders" | "commandLine">): Promise<Project[]> {
  return Promise.all(projectFolders.map((folder) => findProject(folder, commandLine)));
}

/**
 * Finds the project that a command for one project was started for: the first one.
 *
 * @throws CommandError if it can't be found
 */
export function findFirstProject({
  projectFolders: [folder = process.cwd()],
  commandLine,
}: Pick<Invocation, "projectFolders" | "commandLine">): Promise<Project> {
  return findProject(folder, commandLine);
}

/**
 * Finds the project that a folder belongs to: the nearest folder with a codegen.json, the given one or one around it.
 *
 * @param projectFolder - an absolute path
 * @throws CommandError if there is none, or its codegen.json is not valid
 */
export async function findProject(projectFolder: string, commandLine: CommandLine): Promise<Project> {
  const folder = findProjectFolder(projectFolder);
  if (folder === undefined) {
    throw new CommandError(
      `There is no ${settingsFile} in ${projectFolder} or a folder around it. Run the command in the folder of a project, or make one with \`${commandLine("init")}\`.`,
    );
  }
  const file = join(folder, settingsFile);
  return { folder, settings: parseSettings(await readFile(file, "utf8"), file), commandLine };
}

/** Finds the folder of the project that a folder belongs to, or returns `undefined` if there is none. */
export function findProjectFolder(directory: string): string | undefined {
  if (existsSync(join(directory, settingsFile))) {
    return directory;
  }
  const parent = dirname(directory);
  return parent === directory ? undefined : findProjectFolder(parent);
}

/** The absolute path of the model's folder. */
export function modelFolder({ folder, settings }: Project): string {
  return join(folder, settings.model);
}

/** The absolute path of the folder for temporary files and downloads, in a project's or another folder. Git ignores it. */
export function buildFolder(folder: string): string {
  return join(folder, "build");
}
