import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { expect, vi } from "vitest";
import { openStandardStreams } from "../../src/core/standard-streams.ts";
import { run } from "../../src/program.ts";

/** What commands listen for while they run; `once` of node:events also listens for errors. */
const events = ["SIGINT", "SIGTERM", "SIGHUP", "error"];

/**
 * Runs the `eks-auth` command in this process: much faster than in its own process, for what depends only on arguments,
 * files and environment variables. The command must end by itself, and must not start servers that it does not stop.
 */
export async function runInProcess(...args: readonly string[]): Promise<Omit<ProgramResult, "signal">> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += text;
      return true;
    }),
  );
  // Otherwise, help would be written to the descriptors, and not to these streams.
  openStandardStreams();
  const listeners = events.map((event) => [event, process.rawListeners(event)] as const);
  try {
    return { exitCode: await run(args), ...written };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
    for (const [event, before] of listeners) {
      for (const listener of process.rawListeners(event)) {
        if (!before.includes(listener)) {
          process.off(event, listener as () => void);
        }
      }
    }
  }
}

/** Matches the result of a command that fails with a message and prints nothing else. */
export function failure(exitCode: number, message: string | RegExp): object {
  const stderr =
    typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message);
  return { exitCode, stdout: "", stderr };
}
