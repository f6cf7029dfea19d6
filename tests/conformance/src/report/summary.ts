import { kinds } from "../cases/case.ts";
import { exclusions } from "../cases/collect-cases.ts";
import { officialServices } from "../official/services.ts";
import type { Result } from "../run/run-all.ts";

/** The results of all cases. The command prints it with `--json`. */
export interface Summary {
  /** How many cases ran. */
  readonly total: number;
  /** How many of them passed with every adapter. */
  readonly passed: number;
  readonly failed: number;
  readonly rows: readonly Row[];
  readonly failures: readonly Failed[];
  readonly excluded: readonly { readonly id: string; readonly reason: string }[];
  /** The official server, for comparison. Its failures do not count. */
  readonly comparison: {
    readonly total: number;
    readonly passed: number;
    readonly failures: readonly Failed[];
  };
}

/** The cases of one kind of one service, counted per adapter. */
interface Row {
  readonly service: string;
  readonly kind: string;
  readonly adapters: Readonly<Record<string, { readonly passed: number; readonly total: number }>>;
}

/** A failed case, with the adapters that share the reason. */
interface Failed {
  readonly service: string;
  readonly kind: string;
  readonly id: string;
  readonly reason: string;
  readonly adapters: readonly string[];
}

/**
 * Adds up the results of cases.
 *
 * @param results - of our stubs
 * @param official - of the official server
 */
export function summarize(results: readonly Result[], official: readonly Result[]): Summary {
  const total = countCases(results);
  const failed = countCases(results.filter(({ failure }) => failure !== undefined));
  return {
    total,
    passed: total - failed,
    failed,
    rows: officialServices.flatMap(({ name }) =>
      kinds.flatMap((kind) =>
        makeRow(
          name,
          kind,
          [...results, ...official].filter((it) => it.service === name && it.kind === kind),
        ),
      ),
    ),
    failures: listFailures(results),
    excluded: listExcluded(),
    comparison: {
      total: official.length,
      passed: official.filter(({ failure }) => failure === undefined).length,
      failures: listFailures(official),
    },
  };
}

/** Counts each case once for all adapters. */
function countCases(results: readonly Result[]): number {
  return new Set(results.map(({ service, kind, id }) => JSON.stringify([service, kind, id]))).size;
}

function makeRow(service: string, kind: string, results: readonly Result[]): Row[] {
  if (results.length === 0) {
    return [];
  }
  const groups = Object.entries(Object.groupBy(results, ({ adapter }) => adapter));
  const counts = groups.map(([adapter, group = []]) => {
    const passed = group.filter(({ failure }) => failure === undefined).length;
    return [adapter, { passed, total: group.length }] as const;
  });
  return [{ service, kind, adapters: Object.fromEntries(counts) }];
}

function listFailures(results: readonly Result[]): Failed[] {
  const failures = new Map<string, Failed & { adapters: string[] }>();
  for (const { service, kind, adapter, id, failure } of results) {
    if (failure !== undefined) {
      const key = JSON.stringify([service, kind, id, failure]);
      const known = failures.get(key) ?? { service, kind, id, reason: failure, adapters: [] };
      known.adapters.push(adapter);
      failures.set(key, known);
    }
  }
  return [...failures.values()];
}

function listExcluded(): { id: string; reason: string }[] {
  return exclusions.map(({ id, reason }) => ({ id, reason }));
}
