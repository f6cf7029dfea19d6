/** Undoes what a process started, at once: there is no time for promises. */
type Cleanup = () => void;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const cleanups = new Set<Cleanup>();

/**
 * Registers what must be undone if a signal ends the process: temporary files, child processes. The last registered is
 * undone first. If nothing else listens to the signal, the process then ends by it.
 *
 * @returns a resource that removes the registration
 */
export function onInterruption(cleanup: Cleanup): Disposable {
  if (cleanups.size === 0) {
    for (const signal of signals) {
      process.on(signal, interrupt);
    }
  }
  cleanups.add(cleanup);
  return {
    [Symbol.dispose]() {
      cleanups.delete(cleanup);
      if (cleanups.size === 0) {
        stopListening();
      }
    },
  };
}

function interrupt(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) {
    cleanup();
  }
  stopListening();
  if (process.listenerCount(signal) === 0) {
    process.kill(process.pid, signal);
  }
}

function stopListening(): void {
  for (const signal of signals) {
    process.off(signal, interrupt);
  }
}
