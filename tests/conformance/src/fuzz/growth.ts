import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openEveryFeatureStub } from "../run/load-stub.ts";
import { hostileFamilies, type MakeRequest } from "./hostile-requests.ts";
import { sendDirect } from "./wire/send-direct.ts";

/** How the time of a family of requests grows with their size. */
export interface Growth {
  readonly family: string;
  /** The smallest size that was measured. */
  readonly size: number;
  /** The shortest time in milliseconds at `size`, at twice and at four times `size`. */
  readonly times: readonly number[];
  /** How the time grew with each doubling: 2 is linear, 4 is quadratic. */
  readonly ratios: readonly number[];
}

/** How large requests to measure, and how often. */
export interface GrowthSettings {
  /** The largest `size`. The largest request is four times as large. */
  readonly maxSize: number;
  /** How often each request is sent. The shortest time counts. */
  readonly repetitions: number;
}

/** Times below this, in milliseconds, are too short for ratios. */
const minTime = 2;

/** Allows bodies of every size. */
const limits = { maxBodyBytes: 512 * 1024 * 1024 };

/**
 * Measures how the time grows in each hostile family.
 *
 * @param onProgress - called with each family before it is measured
 */
export async function measureGrowth(
  { maxSize, repetitions }: GrowthSettings,
  onProgress: (family: string) => void,
): Promise<Growth[]> {
  const { createHandler } = await openEveryFeatureStub();
  const handler = createHandler(() => ({}), { ...limits, onError: () => {} });
  const found: Growth[] = [];
  for (const [family, make] of Object.entries(hostileFamilies)) {
    onProgress(family);
    let size = Math.min(maxSize, 1000);
    while (size < maxSize && (await time(make, size, 3)) < minTime) {
      size = Math.min(maxSize, size * 2);
    }
    let growth = await measure(family, make, size);
    if (isTooSteep(growth)) {
      // Other programs could have slowed down the measurement: repeat it.
      growth = await measure(family, make, size);
    }
    found.push(growth);
  }
  return found;

  async function measure(family: string, make: MakeRequest, size: number): Promise<Growth> {
    const times: number[] = [];
    for (const factor of [1, 2, 4]) {
      times.push(await time(make, size * factor, repetitions));
    }
    const ratios = times.slice(1).map((it, index) => it / (times[index] ?? it));
    return { family, size, times, ratios };
  }

  async function time(make: MakeRequest, size: number, count: number): Promise<number> {
    const request = make(size);
    let least = Number.POSITIVE_INFINITY;
    for (let done = 0; done < count; done++) {
      const start = performance.now();
      await sendDirect(handler, request);
      least = Math.min(least, performance.now() - start);
    }
    return least;
  }
}

/** The highest ratio that counts as linear. */
const maxRatio = 3.2;

/** Whether the time grows too fast: with both doublings, and if it is long enough to measure. */
export function isTooSteep({ times, ratios }: Growth): boolean {
  return (times[0] ?? 0) >= minTime / 4 && ratios.every((ratio) => ratio > maxRatio);
}

/** Collects garbage, and returns how many bytes of heap this thread uses. */
export function measureHeap(): number {
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}

const collectGarbage = findCollector();

/** Sets `--expose-gc` at run time, because the threads of a test runner start without it. */
function findCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
