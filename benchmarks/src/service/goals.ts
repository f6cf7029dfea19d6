import { type Goal, judgeGoal } from "../report/goal.ts";
import { baseline } from "./load/subjects.ts";
import { compareEnds } from "./lookup/result.ts";
import type { Report } from "./result.ts";
import { credentialSources } from "./serve/credentials.ts";

/** Clocks and caches are what they are: growth within this multiple of a `Map`'s counts as the same. */
const growthTolerance = 1.25;

/** Compares the figures with what the service is to reach. */
export function judgeGoals({ loads, start, memory, lookups }: Report): Goal[] {
  const service = [...loads].find(([{ name }]) => name === "service")?.[1];
  return [
    judgeGoal(
      `CPU a request at most 1.5 times that of ${baseline.title}`,
      { value: service?.cpuRatio.median, unit: "times", digits: 2 },
      (ratio) => ratio <= 1.5,
    ),
    ...credentialSources.map((source) =>
      judgeGoal(
        `start to first answer in under 300 ms, ${source}`,
        { value: start[source].total.median, unit: "ms", digits: 0 },
        (time) => time < 300,
      ),
    ),
    ...memory
      .filter(({ size }) => size.clusters === 100 && size.associations === 1_000)
      .map(({ credentials, late }) =>
        judgeGoal(
          `under 150 MB with 100 clusters of 1,000 associations, ${credentials}`,
          { value: late.median / 1e6, unit: "MB", digits: 0 },
          (megabytes) => megabytes < 150,
        ),
      ),
    judgeGoal(
      `from 10 to 1,000,000 associations, a look-up grows at most ${growthTolerance} times as much as that in a Map`,
      { value: findWorstGrowth(lookups), unit: "times", digits: 2 },
      (growth) => growth <= growthTolerance,
    ),
  ];
}

/** The growth of the shape that grows most beside its `Map`. */
function findWorstGrowth(lookups: Report["lookups"]): number | undefined {
  const growths = lookups.map(compareEnds).filter((growth) => growth !== undefined);
  return growths.length === 0 ? undefined : Math.max(...growths.map(({ index, map }) => index / map));
}
