import { findProjectFolder, type Invocation } from "@eks-auth/codegen";
import { readInvocation } from "./invocation.ts";
import { projectFolders, root } from "./root.ts";

/** The only options that are for several projects. Others are about one model, or their output can't be joined. */
const commonOptions: readonly string[] = ["--check"];

/**
 * Runs a command for the project whose folder npm was called in. In another folder it runs it for each project, or with
 * options that are about one project, for that of the root.
 *
 * @returns the largest exit code
 */
export async function forEachProject(run: (invocation: Invocation) => Promise<number>): Promise<number> {
  const invocation = readInvocation();
  const own = findProjectFolder(invocation.directory);
  const isForAll = invocation.args.every((arg) => commonOptions.includes(arg));
  const called = projectFolders.filter((folder) => folder === own && folder !== root);
  const folders = called.length > 0 ? called : isForAll ? projectFolders : [root];
  let exitCode = 0;
  for (const projectFolder of folders) {
    exitCode = Math.max(exitCode, await run({ ...invocation, projectFolder }));
  }
  return exitCode;
}
