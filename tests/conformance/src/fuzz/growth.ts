import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openStub } from "../every-feature-model/open-stub.ts";
import { hostileFamilies, type MakeRequest } from "./hostile-requests.ts";
import { sendDirect } from "./wire/send-direct.ts";

/** How the time of a family of requests grows with their size. */
export interface Growth {
  readonly family: string;
  /** The size that was doubled twice. */
  readonly size: number;
  /** The least time at that size, at twice and at four times it, in milliseconds. */
  readonly times: readonly number[];
  /** How the time grew with each doubling: 2 is linear, 4 is quadratic. */
  readonly ratios: readonly number[];
}

/** What to measure. */
export interface GrowthSettings {
  /** The largest request that is sent is four times as large. */
  readonly maxSize: number;
  /** How often each is sent; the least time counts. */
  readonly repetitions: number;
}

/** Below this time, in milliseconds, a ratio says more about the clock than about the work. */
const leastTime = 2;

/** Bodies are as large as the sizes want them. */
const limits = { maxBodyBytes: 512 * 1024 * 1024 };

/**
 * Measures how the work grows in each hostile family.
 *
 * @param tell - is told of each family before it is measured
 */
export async function measureGrowth(
  { maxSize, repetitions }: GrowthSettings,
  tell: (family: string) => void,
): Promise<Growth[]> {
  const { createHandler } = await openStub();
  const handler = createHandler(() => ({}), { ...limits, onError: () => {} });
  const found: Growth[] = [];
  for (const [family, make] of Object.entries(hostileFamilies)) {
    tell(family);
    let size = Math.min(maxSize, 1000);
    while (size < maxSize && (await time(make, size, 3)) < leastTime) {
      size = Math.min(maxSize, size * 2);
    }
    let growth = await measure(family, make, size);
    if (isTooSteep(growth)) {
      // What else ran on this machine may have been in the way.
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

/** The steepest growth per doubling that passes for linear. */
const maxRatio = 3.2;

/** Says whether the work of a family grows too fast: with both doublings, and where there is enough of it to tell. */
export function isTooSteep({ times, ratios }: Growth): boolean {
  return (times[0] ?? 0) >= leastTime / 4 && ratios.every((ratio) => ratio > maxRatio);
}

/** Collects garbage, then says how many bytes this thread's heap uses. */
export function measureHeap(): number {
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}

const collectGarbage = findCollector();

/** Without `--expose-gc` there is none, and a test runner's threads don't get the flag. */
function findCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
