import { setImmediate } from "node:timers/promises";
import type { Handler } from "@eks-auth/server-runtime";
import fc from "fast-check";
import type { Answer } from "../http/requests.ts";
import { type Implementation, openEksApiStub, openEveryFeatureStub, type Stub } from "../run/load-stub.ts";
import { readStreams } from "../values/streams.ts";
import { checkAnswer, isPolluted } from "./check-answer.ts";
import { measureHeap } from "./growth.ts";
import type { FuzzRequest } from "./hostile-requests.ts";
import { randomRequest } from "./random-request.ts";
import { type RawServer, startRawServer } from "./raw-server.ts";
import { sendDirect } from "./wire/send-direct.ts";

/** How many requests to send, and the seed that they are made from. */
export interface FuzzSettings {
  readonly requests: number;
  readonly seed: number;
}

/** A problem, with the request that caused it. */
export interface Finding {
  readonly problem: string;
  readonly request: FuzzRequest;
}

/** The result of a run. */
export interface FuzzReport {
  readonly requests: number;
  /** How many of them were sent over HTTP. */
  readonly overHttp: number;
  /** The number of answers per status. `0` counts bytes that Node.js rejects as HTTP. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests reached the implementation. */
  readonly calls: number;
  /** Bytes in use after the last quarter minus bytes in use after the first. */
  readonly heapGrowth: number;
  readonly findings: readonly Finding[];
}

/** One in this many requests is sent over HTTP, the others directly to the handler. */
const httpInterval = 50;

/** One in this many requests is for the EKS API, the others are for the model with every feature. */
const eksApiInterval = 10;

/** The number of requests that are made from one seed. */
const batch = 500;

/** The heap growth in bytes that is no leak: caches and compiled code of the platform. */
const heapSlack = 24 * 1024 * 1024;

/** The number of findings after which a run stops. */
const maxFindings = 10;

/**
 * Sends random requests to the stubs, one after the other.
 *
 * @param onProgress - gets the number of requests sent
 */
export async function fuzz(
  { requests, seed }: FuzzSettings,
  onProgress: (sent: number) => void,
): Promise<FuzzReport> {
  const findings: Finding[] = [];
  const statuses: Record<string, number> = {};
  const unexpected: unknown[] = [];
  let calls = 0;
  let overHttp = 0;
  const onError = (error: unknown): void => void unexpected.push(error);
  const implementation = async (_: string, input: unknown): Promise<unknown> => {
    calls += 1;
    await readStreams(input as object);
    return {};
  };
  await using everyFeature = await startTarget(await openEveryFeatureStub(), implementation, onError);
  await using eksApi = await startTarget(await openEksApiStub(), implementation, onError);
  process.on("unhandledRejection", onError);
  let sent = 0;
  let firstHeap: number | undefined;
  while (sent < requests && findings.length < maxFindings) {
    const numRuns = Math.min(batch, requests - sent);
    const few = Math.floor(numRuns / eksApiInterval);
    const options = { seed: seed + sent };
    const batchRequests = [
      ...fc.sample(everyFeature.requests, { ...options, numRuns: numRuns - few }),
      ...fc.sample(eksApi.requests, { ...options, numRuns: few }),
    ];
    for (const [index, request] of batchRequests.entries()) {
      const { handler, server } = index < numRuns - few ? everyFeature : eksApi;
      const isOverHttp = sent % httpInterval === httpInterval - 1;
      sent += 1;
      overHttp += isOverHttp ? 1 : 0;
      const answer = await waitForAnswer(
        isOverHttp ? server.send(request.wire) : sendDirect(handler, request.wire),
      );
      const status = typeof answer === "string" ? "none" : String(answer?.status ?? 0);
      statuses[status] = (statuses[status] ?? 0) + 1;
      const problem = findProblem(answer, request, unexpected.splice(0));
      if (problem !== undefined) {
        findings.push({ problem, request });
      }
    }
    await setImmediate();
    onProgress(sent);
    if (sent >= requests / 4) {
      firstHeap ??= measureHeap();
    }
  }
  process.off("unhandledRejection", onError);
  const heapGrowth = measureHeap() - (firstHeap ?? 0);
  return { requests: sent, overHttp, statuses, calls, heapGrowth, findings };
}

/** A stub with its random requests. */
interface Target extends AsyncDisposable {
  readonly requests: fc.Arbitrary<FuzzRequest>;
  readonly handler: Handler;
  readonly server: RawServer;
}

async function startTarget(
  stub: Stub,
  implementation: Implementation,
  onError: (error: unknown) => void,
): Promise<Target> {
  const handler = stub.createHandler(implementation, { onError });
  const server = await startRawServer(handler);
  return {
    requests: randomRequest(stub.model),
    handler,
    server,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Whether a run leaked memory. */
export function leakedMemory({ heapGrowth }: FuzzReport): boolean {
  return heapGrowth > heapSlack;
}

function findProblem(
  answer: Answer | string | undefined,
  { wire }: FuzzRequest,
  unexpected: readonly unknown[],
): string | undefined {
  if (unexpected.length > 0) {
    const [error] = unexpected;
    return `onError or an unhandled rejection: ${error instanceof Error ? error.stack : String(error)}`;
  }
  if (isPolluted()) {
    return "a prototype has a member of the request";
  }
  return typeof answer === "string" ? answer : answer && checkAnswer(answer, wire.method);
}

/** @returns the answer; a problem if it is late or the handler rejects; undefined if Node.js rejects the request */
async function waitForAnswer(answer: Promise<Answer | undefined>): Promise<Answer | string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer within 20 seconds"), 20_000);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    return `the handler rejects: ${error instanceof Error ? error.stack : String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}
