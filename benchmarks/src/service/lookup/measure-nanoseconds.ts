import { findQuantile } from "../../measure/statistics.ts";
import type { LookupTime } from "./result.ts";

/** Look-ups that are timed together: reading the clock takes as long as one of them. */
const batchSize = 16;

/** Looks a question up in one way. */
export type Find<Question> = (question: Question) => Promise<unknown>;

/**
 * Times look-ups in small batches, each look-up for another question, and the ways to look up in turns.
 *
 * @param ask - makes a question, outside of what is timed
 * @param batches - how many for each way; as many again go before to warm up
 * @returns the times of each way, in their order
 */
export async function measureNanoseconds<Question>(
  ways: readonly Find<Question>[],
  ask: () => Question,
  batches: number,
): Promise<LookupTime[]> {
  const series = ways.map((find) => ({ find, times: [] as number[] }));
  for (let batch = -batches; batch < batches; batch++) {
    for (const { find, times } of series) {
      const time = await timeBatch(find, Array.from({ length: batchSize }, ask));
      if (batch >= 0) {
        times.push(time);
      }
    }
  }
  return series.map(({ times }) => ({ median: findQuantile(times, 0.5), p99: findQuantile(times, 0.99) }));
}

/** @returns nanoseconds for each look-up */
async function timeBatch<Question>(find: Find<Question>, questions: readonly Question[]): Promise<number> {
  const start = process.hrtime.bigint();
  for (const question of questions) {
    await find(question);
  }
  return Number(process.hrtime.bigint() - start) / questions.length;
}
