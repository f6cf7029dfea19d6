import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { quoteForShell } from "../core/output.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";

/**
 * Says how to run this command from another shell, in any directory.
 *
 * @param program - the path that it was started with, `process.argv[1]`
 * @param env - npm sets variables for what it starts
 * @returns `eks-auth`, if it is on PATH; otherwise a longer one
 */
export function findOwnCommand(program: string, env: Environment): string {
  const { npm_config_local_prefix: project, PATH = "" } = env;
  // npx would take a package that is not in the project from the registry.
  if (project && existsSync(join(project, "node_modules/.bin/eks-auth"))) {
    return `npx --prefix ${quoteForShell(project)} eks-auth`;
  }
  const isOnPath = basename(program) === "eks-auth" && PATH.split(delimiter).includes(dirname(program));
  return isOnPath ? "eks-auth" : `${quoteForShell(process.execPath)} ${quoteForShell(program)}`;
}
