import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { printNote } from "../core/output.ts";
import {
  type CredentialSource,
  createAgentVariables,
  type Environment,
  noProxyVariables,
  withStsEndpoint,
} from "../sdk-environment/agent-variables.ts";
import { isCompeting } from "../sdk-environment/competing-variables.ts";
import type { SignalForwarder } from "./signals.ts";

/** How a command ended: with an exit code, or by a signal. */
export type ExitStatus = { readonly code: number } | { readonly signal: NodeJS.Signals };

/**
 * Runs a command on our own standard streams, to its end. Where it can't be started, standard error says why.
 *
 * @param command - the program and its arguments
 * @param signals - passes on what we are sent
 * @returns its ending; the code 127 where it isn't found and 126 where it can't be run, as shells have it
 */
export async function runChild(
  [program = "", ...args]: readonly string[],
  env: Environment,
  signals: SignalForwarder,
): Promise<ExitStatus> {
  let child: ChildProcess;
  try {
    // One failure to start is thrown, another rejects what follows.
    child = spawn(program, args, { env: { ...env }, stdio: "inherit" });
    await once(child, "spawn");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const { exitCode, reason } = describeStart(code);
    process.stderr.write(`error: ${program} ${reason}\n`);
    return { code: exitCode };
  }
  // A signal may fail to reach it, a program of another user for one. It runs on, and so do we.
  child.on("error", ({ message }) => printNote("warning", message));
  const ended = new Promise<ExitStatus>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal === null ? { code: code ?? 1 } : { signal }));
  });
  signals.forwardTo(child);
  return ended;
}

/** The exit code that stands for an ending in a shell's `$?`. */
export function toExitCode(ending: ExitStatus): number {
  return "code" in ending ? ending.code : 128 + constants.signals[ending.signal];
}

function describeStart(code: string): { readonly exitCode: number; readonly reason: string } {
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { exitCode: 127, reason: "was not found. Check its name, PATH, and a script's first line." };
  }
  if (code === "EACCES") {
    return { exitCode: 126, reason: "may not be run (EACCES). Check that it is a file and executable." };
  }
  return { exitCode: 126, reason: `can't be run (${code}).` };
}

/**
 * Makes the environment of a command, in which every AWS SDK takes its credentials from the agent and from nowhere
 * else: where the agent refuses, the command must not go on with the user's own, or the node's.
 *
 * @param user - our own environment
 */
export function createChildEnvironment(user: Environment, source: CredentialSource): Environment {
  const { stsUrl, ...agent } = source;
  const kept = Object.fromEntries(Object.entries(user).filter(([name]) => !isCompeting(name)));
  const region = user.AWS_REGION || user.AWS_DEFAULT_REGION || source.region;
  return {
    ...(stsUrl === undefined ? kept : withStsEndpoint(kept, stsUrl)),
    ...noProxyVariables(user, new URL(source.credentialsUrl).hostname),
    ...createAgentVariables({ ...agent, region }),
    ...(user.AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION: user.AWS_DEFAULT_REGION }),
  };
}
