import { subjects } from "../../src/agent/load/subjects.ts";
import { quickPlan } from "../../src/agent/plan.ts";
import { variants } from "../../src/agent/program/variants.ts";
import type { Report } from "../../src/agent/result.ts";
import type { StartTimes } from "../../src/agent/start/measure.ts";
import type { LoadResult } from "../../src/measure/compare-load.ts";
import type { Summary } from "../../src/measure/statistics.ts";

/** The figures that goals look at. */
export interface SampleFigures {
  /** The agent's CPU time as a multiple of that of bare `node:http`. */
  readonly ratio?: number;
  /** The resident set with the credentials of all pods. */
  readonly bytes?: number;
  readonly startMs?: number;
}

/** Makes a report in which every goal holds, unless a figure says otherwise. */
export function makeReport({ ratio = 1.2, bytes = 89e6, startMs = 249 }: SampleFigures = {}): Report {
  return {
    plan: quickPlan,
    machine: { cpu: "Sample CPU", cores: 2, memoryBytes: 2 ** 33, platform: "linux x64", node: "v24.0.0" },
    loads: [1, 2_000].map((pods) => ({
      pods,
      loads: new Map(subjects.map((subject) => [subject, makeLoad(subject.name === "agent" ? ratio : 1)])),
    })),
    memory: {
      pods: 2_000,
      node: same(45e6),
      agents: variants.map((variant) => ({ variant, listening: same(70e6), holding: same(bytes) })),
    },
    starts: variants.flatMap((variant) =>
      [true, false].map((isSigned) => ({
        variant,
        isSigned,
        times: makeTimes(isSigned ? startMs : startMs - 10),
      })),
    ),
  };
}

function makeLoad(ratio: number): LoadResult {
  return { cpu: same(20 * ratio), cpuRatio: same(ratio), requestsPerSecond: same(40_000), p50: 1, p99: 2 };
}

function makeTimes(total: number): StartTimes<Summary> {
  return {
    total: same(total),
    node: same(30),
    imports: same(120),
    listening: same(10),
    signature: same(20),
    network: same(2),
    answer: same(5),
    cpu: same(200),
  };
}

function same(value: number): Summary {
  return { median: value, lowerQuartile: value, upperQuartile: value };
}
