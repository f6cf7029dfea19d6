import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./repository.ts";
import type { ProgramResult } from "./run-program.ts";
import { StartedProgram, type StartOptions } from "./started-program.ts";

/** The file of the `eks-auth` command. It needs a built `@eks-auth/cli`. */
export const eksAuthProgram: string = join(root, "packages/cli/bin/eks-auth.js");

/**
 * A command that fetches credentials as an AWS SDK in a pod does, and prints JSON without secrets: `url`, `file`, and
 * `answer` with `status`, `accessKeyId`, `accountId` and the names of the other `fields`.
 */
export const fetchCredentialsCommand: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL("./programs/fetch-credentials.ts", import.meta.url)),
];

/** Starts the `eks-auth` command with the environment of this process. */
export function startEksAuth(...args: readonly string[]): StartedProgram {
  return startEksAuthWith({}, ...args);
}

/** Starts the `eks-auth` command with these options, and the environment of this process. */
export function startEksAuthWith(options: StartOptions, ...args: readonly string[]): StartedProgram {
  return new StartedProgram(process.execPath, [eksAuthProgram, ...args], { env: process.env, ...options });
}

/** Runs the `eks-auth` command to its end with the environment of this process. */
export function runEksAuth(...args: readonly string[]): Promise<ProgramResult> {
  return startEksAuth(...args).finish();
}
