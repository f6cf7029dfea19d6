import { existsSync } from "node:fs";
import { basename, extname, join, win32 } from "node:path";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import type { SpawnFailure } from "./child-process.ts";

const extensions = [".cmd", ".bat"];

/**
 * Finds the batch file of Windows that a program is. Node.js does not start one without a shell, and does not find it
 * without its extension: `npm` is `npm.cmd`.
 *
 * @param env - its PATH is searched if the program has no folder
 * @returns its name; undefined if the program is something else
 * @see https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows
 */
export function findBatchFile(program: string, env: Environment): string | undefined {
  const extension = extname(program).toLowerCase();
  if (extensions.includes(extension)) {
    return program;
  }
  if (extension !== "" && existsSync(program)) {
    return undefined;
  }
  const hasFolder = win32.basename(program) !== program;
  const folders = hasFolder ? [""] : (env.PATH ?? env.Path ?? "").split(win32.delimiter);
  return folders
    .flatMap((folder) => extensions.map((each) => join(folder, program + each)))
    .filter((path) => existsSync(path))
    .map((path) => (hasFolder ? path : basename(path)))[0];
}

/** Describes why a batch file was not started, and what to run instead. */
export function describeBatchFile(name: string): SpawnFailure {
  return {
    exitCode: 126,
    reason: `is a batch file, which can't be executed without a shell (EINVAL). Put cmd /c in front of it: eks-auth exec … -- cmd /c ${name} …`,
  };
}
