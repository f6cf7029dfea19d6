// Makes timers and time limits of the process that loads it a hundred times slower, so that none expires on a busy
// machine.
const factor = 100;
const { setTimeout } = globalThis;
const { timeout } = AbortSignal;
const now = performance.now.bind(performance);

globalThis.setTimeout = Object.assign(
  (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => setTimeout(work, ms * factor, ...args),
  setTimeout,
);
AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms * factor);
performance.now = () => now() / factor;
