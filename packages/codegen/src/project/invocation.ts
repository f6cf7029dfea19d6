import type { CommandLine } from "./command-line.ts";

/** How a command was started. */
export interface Invocation {
  /** The options and arguments after the command's name. */
  readonly args: readonly string[];
  /** The absolute path of the folder that relative paths start from. */
  readonly directory: string;
  /** The absolute path of a folder of the project, or of each of several projects of a repository. */
  readonly projectFolders: readonly string[];
  readonly commandLine: CommandLine;
}
