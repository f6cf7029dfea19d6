import { once } from "node:events";

let isStopping = false;

/** Resolves when the process gets one of these signals. */
export async function waitForSignal(...signals: readonly NodeJS.Signals[]): Promise<void> {
  await Promise.race(signals.map((signal) => once(process, signal)));
  isStopping = true;
}

/** Whether a signal that was waited for has arrived: the process must end soon then. */
export function hasStopSignal(): boolean {
  return isStopping;
}
