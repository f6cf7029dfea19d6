import type { LoadResult } from "../../src/measure/compare-load.ts";
import type { Summary } from "../../src/measure/statistics.ts";
import { subjects } from "../../src/service/load/subjects.ts";
import type { LookupPoint } from "../../src/service/lookup/result.ts";
import { shapes } from "../../src/service/lookup/shapes.ts";
import type { MemoryResult } from "../../src/service/memory/measure.ts";
import { quickPlan } from "../../src/service/plan.ts";
import type { Report } from "../../src/service/result.ts";
import { type CredentialSource, credentialSources } from "../../src/service/serve/credentials.ts";
import type { StartTimes } from "../../src/service/start/measure.ts";

/** The figures that goals look at. */
export interface SampleFigures {
  readonly serviceRatio?: number;
  readonly startMs?: number;
  readonly memoryBytes?: number;
  /** A look-up among a million, in nanoseconds; it is 100 among ten, and that in a `Map` grows from 50 to 200. */
  readonly lookupNs?: number;
}

/** Makes a report in which every goal holds, unless a figure says otherwise. */
export function makeReport({
  serviceRatio = 1.4,
  startMs = 299,
  memoryBytes = 149e6,
  lookupNs = 400,
}: SampleFigures = {}): Report {
  const points = [makePoint(10, 100, 50), makePoint(1_000, 200, 100), makePoint(1_000_000, lookupNs, 200)];
  return {
    plan: quickPlan,
    machine: { cpu: "Sample CPU", cores: 2, memoryBytes: 2 ** 33, platform: "linux x64", node: "v24.0.0" },
    loads: new Map(
      subjects.map((subject) => [subject, makeLoad(subject.name === "service" ? serviceRatio : 1)]),
    ),
    verification: { nodeCrypto: same(25), jose: same(45) },
    start: { embedded: makeTimes(startMs), sts: makeTimes(startMs) },
    memory: [1, 100].flatMap((clusters) =>
      credentialSources.map((source) => makeMemory(clusters, source, memoryBytes)),
    ),
    lookups: shapes.map((shape) => ({ shape, points })),
  };
}

function makePoint(associations: number, indexNs: number, mapNs: number): LookupPoint {
  return {
    associations,
    index: { median: indexNs, p99: indexNs * 2 },
    map: { median: mapNs, p99: mapNs * 2 },
    indexBytes: 100,
    associationBytes: 700,
  };
}

function makeLoad(ratio: number): LoadResult {
  return { cpu: same(100 * ratio), cpuRatio: same(ratio), requestsPerSecond: same(5_000), p50: 1, p99: 2 };
}

function makeTimes(total: number): StartTimes<Summary> {
  return {
    total: same(total),
    node: same(30),
    imports: same(170),
    listening: same(40),
    answer: same(50),
    cpu: same(310),
  };
}

function makeMemory(clusters: number, credentials: CredentialSource, late: number): MemoryResult {
  const size = { clusters, associations: clusters * 10 };
  return { size, credentials, early: same(90e6), late: same(late), start: same(240) };
}

function same(value: number): Summary {
  return { median: value, lowerQuartile: value, upperQuartile: value };
}
