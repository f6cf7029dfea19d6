import { createChildEnvironment } from "../sdk-environment/child-environment.ts";
import { type ExitStatus, runChild, toExitCode } from "./child-process.ts";
import { type RunningSource, startCredentialSource } from "./credential-source.ts";
import type { ExecOptions } from "./options.ts";
import { SignalForwarder } from "./signals.ts";

/**
 * Runs `eks-auth exec`: runs a program with a pod's AWS credentials.
 *
 * @param command - the program and its arguments
 * @returns the exit code: the program's; 128 plus the signal's number if a signal ended it; 127 if it was not found;
 *   126 if it can't be executed
 */
export async function runExec(options: ExecOptions, command: readonly string[]): Promise<number> {
  // Listens before anything starts, so that a signal always removes the token file.
  const signals = new SignalForwarder();
  let status: ExitStatus;
  try {
    status = await runWithSource(options, command, signals);
  } finally {
    signals.stop();
  }
  if ("signal" in status && status.signal === "SIGINT") {
    // A shell ends a loop only if SIGINT itself ended the command. PID 1 of a container survives this.
    process.kill(process.pid, "SIGINT");
  }
  return toExitCode(status);
}

async function runWithSource(
  options: ExecOptions,
  command: readonly string[],
  signals: SignalForwarder,
): Promise<ExitStatus> {
  let source: RunningSource;
  try {
    source = await startCredentialSource(options, signals.interrupted);
  } catch (error) {
    if (signals.interruptedBy !== undefined) {
      return { signal: signals.interruptedBy };
    }
    throw error;
  }
  try {
    if (signals.interruptedBy !== undefined) {
      return { signal: signals.interruptedBy };
    }
    return await runChild(command, createChildEnvironment(process.env, source), signals);
  } finally {
    await source.stop();
  }
}
