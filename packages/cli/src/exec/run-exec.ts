import { createChildEnvironment, type ExitStatus, runChild, toExitCode } from "./child-process.ts";
import type { RunningSource } from "./credential-source.ts";
import type { ExecOptions } from "./options.ts";
import { SignalForwarder } from "./signals.ts";

/**
 * Runs `eks-auth exec`: a command that gets a pod's AWS credentials.
 *
 * @param command - the program and its arguments
 * @returns the exit code: the command's own; 128 and the signal's number where one ended it; 127 where it isn't found and
 *   126 where it can't be run
 * @throws CommandError where there are no credentials to be had
 */
export async function runExec(options: ExecOptions, command: readonly string[]): Promise<number> {
  // Listened for before anything is started, so that a signal never leaves a token behind.
  const signals = new SignalForwarder();
  let ending: ExitStatus;
  try {
    ending = await runWithSource(options, command, signals);
  } finally {
    signals.stop();
  }
  if ("signal" in ending && ending.signal === "SIGINT") {
    // A shell ends a loop only for a command that SIGINT itself has ended. As the first process of a container we live on.
    process.kill(process.pid, "SIGINT");
  }
  return toExitCode(ending);
}

async function runWithSource(
  options: ExecOptions,
  command: readonly string[],
  signals: SignalForwarder,
): Promise<ExitStatus> {
  let source: RunningSource;
  try {
    source = await startSource(options, signals.interrupted);
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

/** Loads what it needs alone. */
async function startSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  if (options.dev) {
    const { startDevSource } = await import("./credential-source.ts");
    return startDevSource();
  }
  const { startAgentSource } = await import("./credential-source.ts");
  return startAgentSource(options, signal);
}
