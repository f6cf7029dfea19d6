import type { Adapter } from "../adapters/adapter.ts";
import type { CaseKind } from "../cases/case.ts";
import { findExclusion } from "../cases/collect-cases.ts";
import type { PreparedService } from "./prepare.ts";
import { runCase } from "./run-case.ts";
import { type ServerUnderTest, startServer } from "./server-under-test.ts";

/** The result of one case on one server. */
export interface Result {
  /** The service's name. */
  readonly service: string;
  readonly kind: CaseKind;
  /** The name of the adapter, or `official server`. */
  readonly adapter: string;
  readonly id: string;
  /** Why the case failed, or undefined if it passed. */
  readonly failure: string | undefined;
}

/**
 * Runs every case that is not excluded, with every adapter.
 *
 * @param onProgress - called at the start of each step
 */
export async function runAll(
  services: readonly PreparedService[],
  adapters: readonly Adapter[],
  onProgress: (step: string) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const prepared of services) {
    for (const adapter of adapters) {
      onProgress(`Running the cases of ${prepared.service.name} with ${adapter.name}`);
      results.push(...(await runCases(prepared, adapter.name, await startServer(prepared.stub, adapter))));
    }
  }
  return results;
}

/** Runs every case of a service that is not excluded against a server, and closes the server. */
export async function runCases(
  { service, cases }: Pick<PreparedService, "service" | "cases">,
  adapter: string,
  server: ServerUnderTest,
): Promise<Result[]> {
  const results: Result[] = [];
  try {
    for (const testCase of cases.filter((it) => findExclusion(it) === undefined)) {
      const { kind, id } = testCase;
      results.push({ service: service.name, kind, adapter, id, failure: await runCase(testCase, server) });
    }
  } finally {
    await server.close();
  }
  return results;
}
