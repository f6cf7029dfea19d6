import { describeGoals } from "../../report/goal.ts";
import { describeLoad } from "../../report/load-json.ts";
import { judgeGoals } from "../goals.ts";
import { compareEnds } from "../lookup/result.ts";
import type { Report } from "../result.ts";

/**
 * Makes the document that `--json` prints. The ratios are what to compare between machines: CPU time to that of the
 * stub with a signature, and the growth of look-ups beside that of a `Map`. Times are in the unit that their names
 * end with, sizes in bytes.
 */
export function describeReport(report: Report): object {
  const { plan, machine, loads, verification, start, memory, lookups } = report;
  return {
    benchmark: "service",
    plan,
    machine,
    servers: Object.fromEntries(
      [...loads].map(([{ name, title }, load]) => [name, { title, ...describeLoad(load) }]),
    ),
    verificationCpuMicroseconds: verification,
    startMilliseconds: start,
    memory: memory.map(({ size, credentials, early, late, start: listens }) => ({
      ...size,
      credentials,
      startBytes: early,
      requestsBytes: late,
      listensMilliseconds: listens,
    })),
    lookups: Object.fromEntries(
      lookups.map((result) => [
        result.shape.name,
        {
          title: result.shape.title,
          growth: compareEnds(result) ?? null,
          points: result.points.map(({ associations, index, map, indexBytes, associationBytes }) => ({
            associations,
            indexNanoseconds: index,
            mapNanoseconds: map,
            indexBytesEach: indexBytes,
            associationBytesEach: associationBytes,
          })),
        },
      ]),
    ),
    goals: describeGoals(judgeGoals(report)),
  };
}
