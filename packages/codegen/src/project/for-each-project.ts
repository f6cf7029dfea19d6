import { join, relative } from "node:path";
import { modelFolder, type Project } from "./project.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

/**
 * Runs a command for projects, one after the other. If there are several, the output of each begins with the path of its
 * model: `shop/model/:`.
 *
 * @param run - returns the exit code
 * @returns the largest exit code
 */
export async function forEachProject<P extends Project>(
  projects: readonly P[],
  run: (project: P, index: number) => Promise<number>,
): Promise<number> {
  let exitCode = 0;
  for (const [index, project] of projects.entries()) {
    if (projects.length > 1) {
      process.stdout.write(
        `${join(relative(findWorkspaceRoot(project.folder), modelFolder(project)), "/")}:\n`,
      );
    }
    exitCode = Math.max(exitCode, await run(project, index));
  }
  return exitCode;
}
