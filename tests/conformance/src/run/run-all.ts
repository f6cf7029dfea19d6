import type { Adapter } from "../adapters/adapter.ts";
import type { CaseKind } from "../cases/case.ts";
import { findExclusion } from "../cases/collect-cases.ts";
import type { Answer, WireRequest } from "../http/requests.ts";
import type { Model } from "../model/model.ts";
import { Implementation } from "./implementation.ts";
import type { Stub } from "./load-stub.ts";
import type { PreparedService } from "./prepare.ts";
import { runCase } from "./run-case.ts";

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

/** A stub behind an adapter, with an implementation that the cases can see into. One case at a time runs on it. */
export interface Subject {
  readonly model: Model;
  readonly implementation: Implementation;
  readonly createError: Stub["createError"];
  /** The request for cases that are about the response; by default one that has only what the model requires. */
  readonly validRequest?: WireRequest;
  readonly send: (request: WireRequest) => Promise<Answer>;
  /** What the handler answered with an internal error since the last time that this was asked. */
  readonly takeErrors: () => unknown[];
  readonly close: () => Promise<void>;
}

/** Puts a stub behind an adapter. */
export async function openSubject(model: Model, stub: Stub, adapter: Adapter): Promise<Subject> {
  const implementation = new Implementation(model);
  const errors: unknown[] = [];
  const handler = stub.createHandler(implementation.service, (error) => errors.push(error));
  const { send, close } = await adapter.open(handler);
  return {
    model,
    implementation,
    createError: stub.createError,
    send,
    takeErrors: () => errors.splice(0),
    close,
  };
}
