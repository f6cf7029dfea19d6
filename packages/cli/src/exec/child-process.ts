import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { printNote } from "../core/output.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { describeBatchFile, findBatchFile } from "./batch-file.ts";
import type { SignalForwarder } from "./signals.ts";

/** How a program ended: with an exit code, or by a signal. */
export type ExitStatus = { readonly code: number } | { readonly signal: NodeJS.Signals };

/**
 * Runs a program with this process's standard streams until it ends. If it can't be started, standard error says why.
 *
 * @param command - the program and its arguments
 * @param signals - forwards this process's signals to the program
 * @returns its exit status; as in shells, 127 if it was not found and 126 if it can't be executed
 */
export async function runChild(
  [program = "", ...args]: readonly string[],
  env: Environment,
  signals: SignalForwarder,
): Promise<ExitStatus> {
  let child: ChildProcess;
  try {
    // Some failures are thrown here, others reject the promise.
    child = spawn(program, args, { env: { ...env }, stdio: "inherit" });
    await once(child, "spawn");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const batchFile = process.platform === "win32" ? findBatchFile(program, env) : undefined;
    const { exitCode, reason } =
      batchFile === undefined ? describeSpawnError(code) : describeBatchFile(batchFile);
    process.stderr.write(`error: ${program} ${reason}\n`);
    return { code: exitCode };
  }
  // A signal can fail to reach the program, for example if it runs as another user. Then both run on.
  child.on("error", ({ message }) => printNote("warning", message));
  const ended = new Promise<ExitStatus>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal === null ? { code: code ?? 1 } : { signal }));
  });
  signals.forwardTo(child);
  return ended;
}

/** Converts an exit status to the exit code that a shell has in `$?`. */
export function toExitCode(status: ExitStatus): number {
  return "code" in status ? status.code : 128 + constants.signals[status.signal];
}

/** Why a program can't be started. */
export interface SpawnFailure {
  readonly exitCode: number;
  /** What is wrong with the program, and the fix; after its name. */
  readonly reason: string;
}

function describeSpawnError(code: string): SpawnFailure {
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { exitCode: 127, reason: "was not found. Check its name, PATH, and a script's first line." };
  }
  if (code === "EACCES") {
    return { exitCode: 126, reason: "can't be executed (EACCES). Check that it is a file and executable." };
  }
  return { exitCode: 126, reason: `can't be executed (${code}).` };
}
