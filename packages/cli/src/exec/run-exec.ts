import { makeChildEnvironment } from "./child/child-environment.ts";
import { type Ending, runChild, toExitCode } from "./child/run-child.ts";
import { SignalRelay } from "./child/signal-relay.ts";
import type { ExecOptions } from "./source/exec-options.ts";
import type { RunningSource } from "./source/running-source.ts";

/**
 * Runs `eks-auth exec`: a command that gets a pod's AWS credentials.
 *
 * @param command - the program and its arguments
 * @returns the exit code: the command's own; 128 and the signal's number where one ended it; 127 where it isn't found and
 *   126 where it can't be run
 * @throws CommandFailure where there are no credentials to be had
 */
export async function runExec(options: ExecOptions, command: readonly string[]): Promise<number> {
  // Listened for before anything is started, so that a signal never leaves a token behind.
  const signals = new SignalRelay();
  let ending: Ending;
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
  signals: SignalRelay,
): Promise<Ending> {
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
    return await runChild(command, makeChildEnvironment(process.env, source), signals);
  } finally {
    await source.stop();
  }
}

/** Loads what it needs alone. */
async function startSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  if (options.dev) {
    const { startDevSource } = await import("./source/dev-source.ts");
    return startDevSource();
  }
  const { startAgentSource } = await import("./source/agent-source.ts");
  return startAgentSource(options, signal);
}
