/** The longest time in which the event loop did nothing else. */
export interface Stall {
  readonly elapsedMilliseconds: number;
  /** What it computed in that time, or another time. The rest is other processes that had the CPU. */
  readonly cpuMilliseconds: number;
}

const intervalMs = 1;

/** Measures stalls of the event loop of this process, by a timer that should expire each millisecond. */
export class StallMeter {
  #longest: Stall = { elapsedMilliseconds: 0, cpuMilliseconds: 0 };

  /** Starts to measure. It does not keep the process running. */
  static start(): StallMeter {
    const meter = new StallMeter();
    let last = read();
    const tick = (): void => {
      const now = read();
      const { elapsedMilliseconds, cpuMilliseconds } = meter.#longest;
      meter.#longest = {
        elapsedMilliseconds: Math.max(elapsedMilliseconds, now.elapsed - last.elapsed - intervalMs),
        cpuMilliseconds: Math.max(cpuMilliseconds, now.cpu - last.cpu),
      };
      last = now;
    };
    setInterval(tick, intervalMs).unref();
    return meter;
  }

  /** Reads the longest stall since the last reading. */
  read(): Stall {
    const longest = this.#longest;
    this.#longest = { elapsedMilliseconds: 0, cpuMilliseconds: 0 };
    return longest;
  }
}

/** Reads both clocks, in milliseconds. */
function read(): { readonly elapsed: number; readonly cpu: number } {
  const { user, system } = process.threadCpuUsage();
  return { elapsed: performance.now(), cpu: (user + system) / 1_000 };
}
