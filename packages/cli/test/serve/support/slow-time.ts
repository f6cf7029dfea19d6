// For a process that loads this, time passes a hundred times slower: a busy machine may need so long for what it bounds.
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
