import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { openEveryFeatureClient } from "../../clients/connect-light-client.ts";
import {
  createLightCall,
  type LightCall,
  type TransportName,
  transports,
} from "../../clients/light-client.ts";
import { openEveryFeatureStub } from "../../run/load-stub.ts";
import { isPolluted } from "../check-answer.ts";
import { startByteServer } from "./byte-server.ts";
import { checkOutcome, nameOutcome, type Outcome } from "./check-outcome.ts";
import { makeResponse } from "./make-response.ts";
import { randomResponse } from "./random-response.ts";

/** How many responses to send, and the seed that they are made from. */
export interface ResponseSettings {
  readonly responses: number;
  readonly seed: number;
}

/** A problem, with the response that caused it. */
export interface ResponseFinding {
  readonly problem: string;
  readonly transport: TransportName;
  readonly operation: string;
  readonly bytes: Uint8Array;
}

/** The result of a run. */
export interface ResponseReport {
  readonly responses: number;
  /** The number of outputs, and of errors by class. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly ResponseFinding[];
}

/** The number of responses that are made from one seed. */
const batch = 250;

/** The number of findings after which a run stops. */
const maxFindings = 10;

/**
 * Answers calls of the light client with random responses, one after the other. Its transports take turns.
 *
 * @param onProgress - gets the number of responses sent
 */
export async function fuzzResponses(
  { responses, seed }: ResponseSettings,
  onProgress: (sent: number) => void,
): Promise<ResponseReport> {
  const stub = await openEveryFeatureStub();
  await using server = await startByteServer();
  const calls = await Promise.all(
    transports.map(async (transport): Promise<readonly [TransportName, LightCall]> => {
      const exports = await openEveryFeatureClient(transport);
      return [transport, createLightCall(exports, stub.model, { endpoint: server.url, timeoutMs: 20_000 })];
    }),
  );
  const arbitrary = randomResponse(stub.model);
  const findings: ResponseFinding[] = [];
  const outcomes: Record<string, number> = {};
  using uncaught = watchUncaught();
  let sent = 0;
  while (sent < responses && findings.length < maxFindings) {
    const numRuns = Math.min(batch, responses - sent);
    for (const plan of fc.sample(arbitrary, { numRuns, seed: seed + sent })) {
      const [transport, call] = calls[sent % calls.length] as [TransportName, LightCall];
      sent += 1;
      const bytes = await makeResponse(stub, plan);
      server.prepare(bytes);
      const outcome = await settle(call(plan.operation.name, plan.input));
      const name = nameOutcome(outcome);
      outcomes[name] = (outcomes[name] ?? 0) + 1;
      const problem = findProblem(outcome, uncaught.errors.splice(0));
      if (problem !== undefined) {
        findings.push({ problem, transport, operation: plan.operation.name, bytes });
      }
    }
    await setImmediate();
    onProgress(sent);
  }
  return { responses: sent, outcomes, findings };
}

/** Collects the errors of this process that no one catches. */
function watchUncaught(): Disposable & { readonly errors: unknown[] } {
  const errors: unknown[] = [];
  const collect = (error: unknown): void => void errors.push(error);
  const events = ["unhandledRejection", "uncaughtException"];
  for (const event of events) {
    process.on(event, collect);
  }
  return {
    errors,
    [Symbol.dispose]() {
      for (const event of events) {
        process.off(event, collect);
      }
    },
  };
}

async function settle(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { output: await call };
  } catch (thrown) {
    return { thrown };
  }
}

function findProblem(outcome: Outcome, unexpected: readonly unknown[]): string | undefined {
  if (unexpected.length > 0) {
    const [error] = unexpected;
    return `an error that no one catches: ${error instanceof Error ? error.stack : String(error)}`;
  }
  return isPolluted() ? "a prototype has a member of the response" : checkOutcome(outcome);
}
