import type { Adapter } from "../adapters/adapter.ts";
import type { CaseKind } from "../cases/case.ts";
import { findExclusion } from "../cases/excluded.ts";
import type { PreparedService } from "./prepare.ts";
import { runCase } from "./run-case.ts";
import { openSubject, type Subject } from "./subject.ts";

/** How a case went behind an adapter, or on the official server. */
export interface Result {
  /** The service's name. */
  readonly service: string;
  readonly kind: CaseKind;
  readonly adapter: string;
  readonly id: string;
  /** Why it failed; `undefined` where it passed. */
  readonly failure: string | undefined;
}

/**
 * Runs every case that is not excluded behind every adapter.
 *
 * @param tell - told of each step as it begins
 */
export async function runAll(
  services: readonly PreparedService[],
  adapters: readonly Adapter[],
  tell: (step: string) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const prepared of services) {
    for (const adapter of adapters) {
      tell(`Running the cases of ${prepared.service.name} behind ${adapter.name}`);
      results.push(...(await runService(prepared, adapter)));
    }
  }
  return results;
}

async function runService(prepared: PreparedService, adapter: Adapter): Promise<Result[]> {
  return runSubject(prepared, adapter.name, await openSubject(prepared.model, prepared.stub, adapter));
}

/** Runs every case of a service that is not excluded against a subject, and closes it. */
export async function runSubject(
  { service, cases }: Pick<PreparedService, "service" | "cases">,
  adapter: string,
  subject: Subject,
): Promise<Result[]> {
  const results: Result[] = [];
  try {
    for (const testCase of cases) {
      if (findExclusion(testCase) === undefined) {
        const { kind, id } = testCase;
        const failure = await runCase(testCase, subject);
        results.push({ service: service.name, kind, adapter, id, failure });
      }
    }
  } finally {
    await subject.close();
  }
  return results;
}
