import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";

/** What the process has used since some time in the past, in milliseconds. */
export interface Usage {
  /** Of the clock. */
  readonly elapsedMs: number;
  /** How long the event loop was not idle. It includes the time that the thread waited for a CPU. */
  readonly activeMs: number;
  /** CPU time of all threads, divided by the number of CPUs. */
  readonly cpuMs: number;
}

/** Before anything was measured. */
const firstCostMs = 1;

/** How many requests a measurement needs. */
const minSamples = 10;

/** The part of a new measurement in the average. */
const weight = 0.25;

/** Above this part of the time, requests wait for the event loop or for a CPU, and not for other servers. */
const busyPart = 0.9;

/** Below it, a few slow requests would block all others. */
const minLimit = 16;

/**
 * Measures how much of the event loop a request costs, with all that is done besides: TLS handshakes, and refusals of
 * others. So it knows how many requests can be answered within a time, on any machine.
 */
export class LoadMeter {
  readonly #maxWorkMs: number;
  readonly #read: () => Usage;
  #last: Usage;
  #costMs = firstCostMs;
  /** Of the next measurement. */
  #activeMs = 0;
  #requests = 0;

  /** @param maxWorkMs - how long the requests that run at once can keep the process busy, in milliseconds */
  constructor(maxWorkMs: number, read: () => Usage = readUsage) {
    this.#maxWorkMs = maxWorkMs;
    this.#read = read;
    this.#last = read();
  }

  /** How many requests can run at once. */
  get limit(): number {
    return Math.max(minLimit, Math.floor(this.#maxWorkMs / this.#costMs));
  }

  /** Starts to measure, after a time without requests. */
  start(): void {
    this.#last = this.#read();
  }

  /**
   * Measures the time since the last call.
   *
   * @param requests - how many were answered in that time
   * @returns whether the process was busy all the time, so that requests may still wait for it
   */
  measure(requests: number): boolean {
    const { elapsedMs, activeMs, cpuMs } = this.#read();
    const { elapsedMs: from, activeMs: activeBefore, cpuMs: cpuBefore } = this.#last;
    this.#last = { elapsedMs, activeMs, cpuMs };
    const usedMs = Math.max(activeMs - activeBefore, cpuMs - cpuBefore);
    if (requests > 0) {
      this.#activeMs += usedMs;
      this.#requests += requests;
    }
    if (this.#requests >= minSamples) {
      this.#costMs += weight * (this.#activeMs / this.#requests - this.#costMs);
      this.#activeMs = 0;
      this.#requests = 0;
    }
    return usedMs > busyPart * (elapsedMs - from);
  }
}

const cpus = availableParallelism();

function readUsage(): Usage {
  const { user, system } = process.cpuUsage();
  return {
    elapsedMs: performance.now(),
    activeMs: performance.eventLoopUtilization().active,
    cpuMs: (user + system) / 1_000 / cpus,
  };
}
