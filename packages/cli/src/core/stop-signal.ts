import { once } from "node:events";
import { constants } from "node:os";
import { exit } from "./exit.ts";

let isStopping = false;

/** Resolves with the signal when the process gets one of these. */
export async function waitForSignal(...signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
  const received = await Promise.race(
    signals.map(async (signal) => {
      await once(process, signal);
      return signal;
    }),
  );
  isStopping = true;
  return received;
}

/**
 * Makes the next SIGINT or SIGTERM end the process at once, for a command whose end can take long. Its exit code is 128 and
 * the signal's number, as in a shell.
 */
export function endOnNextSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.exitCode = 128 + constants.signals[signal];
      void exit();
    });
  }
}

/** Whether a signal that was waited for has arrived: the process must end soon then. */
export function hasStopSignal(): boolean {
  return isStopping;
}
