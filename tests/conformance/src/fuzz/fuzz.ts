import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { openStub } from "../every-feature-model/open-stub.ts";
import { checkAnswer, isPolluted } from "./check-answer.ts";
import { measureHeap } from "./growth.ts";
import { type FuzzRequest, randomRequest } from "./random-request.ts";
import { openServer } from "./raw-server.ts";
import { type Answer, sendDirect } from "./wire/send-direct.ts";

/** What to send. */
export interface FuzzSettings {
  readonly requests: number;
  readonly seed: number;
}

/** Something that must not happen, with what made it happen. */
export interface Finding {
  readonly problem: string;
  readonly request: FuzzRequest;
}

/** What came of a run. */
export interface FuzzReport {
  readonly requests: number;
  /** How many of them went over real HTTP. */
  readonly overHttp: number;
  /** How many answers had each status. `0` stands for bytes that Node.js doesn't take for HTTP. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests got as far as the implementation. */
  readonly calls: number;
  /** Bytes in use after the last quarter, less those after the first. */
  readonly heapGrowth: number;
  readonly findings: readonly Finding[];
}

/** Every so manieth request takes the long way. */
const httpEvery = 50;

/** So many requests are made at once, from a seed of their own. */
const batch = 500;

/** The memory that a run may keep, in bytes: the platform's own caches and compiled code. */
const heapSlack = 24 * 1024 * 1024;

/** A run that has found so much stops. */
const maxFindings = 10;

/**
 * Sends random requests at the stub, one after the other.
 *
 * @param tell - is told from time to time how many have been sent
 */
export async function fuzz(
  { requests, seed }: FuzzSettings,
  tell: (sent: number) => void,
): Promise<FuzzReport> {
  const stub = await openStub();
  const arbitrary = randomRequest(stub.shapes);
  const findings: Finding[] = [];
  const statuses: Record<string, number> = {};
  const unexpected: unknown[] = [];
  let calls = 0;
  let overHttp = 0;
  const act = async (_: string, input: unknown): Promise<unknown> => {
    calls += 1;
    await readStream(input);
    return {};
  };
  const handler = stub.createHandler(act, { onError: (error) => void unexpected.push(error) });
  await using server = await openServer(handler);
  const note = (error: unknown): void => void unexpected.push(error);
  process.on("unhandledRejection", note);
  let sent = 0;
  let firstHeap: number | undefined;
  while (sent < requests && findings.length < maxFindings) {
    const numRuns = Math.min(batch, requests - sent);
    for (const request of fc.sample(arbitrary, { numRuns, seed: seed + sent })) {
      const isOverHttp = sent % httpEvery === httpEvery - 1;
      sent += 1;
      overHttp += isOverHttp ? 1 : 0;
      const answer = await sendWithin(
        isOverHttp ? server.send(request.wire) : sendDirect(handler, request.wire),
      );
      const status = typeof answer === "string" ? "none" : String(answer?.status ?? 0);
      statuses[status] = (statuses[status] ?? 0) + 1;
      const problem = judge(answer, request, unexpected.splice(0));
      if (problem !== undefined) {
        findings.push({ problem, request });
      }
    }
    await setImmediate();
    tell(sent);
    if (sent >= requests / 4) {
      firstHeap ??= measureHeap();
    }
  }
  process.off("unhandledRejection", note);
  const heapGrowth = measureHeap() - (firstHeap ?? 0);
  return { requests: sent, overHttp, statuses, calls, heapGrowth, findings };
}

/** Says whether a run kept more memory than it may. */
export function keptMemory({ heapGrowth }: FuzzReport): boolean {
  return heapGrowth > heapSlack;
}

function judge(
  answer: Answer | string | undefined,
  { wire }: FuzzRequest,
  unexpected: readonly unknown[],
): string | undefined {
  if (unexpected.length > 0) {
    const [error] = unexpected;
    return `onError or an unhandled rejection: ${error instanceof Error ? error.stack : String(error)}`;
  }
  if (isPolluted()) {
    return "a prototype has a member that was sent";
  }
  return typeof answer === "string" ? answer : answer && checkAnswer(answer, wire.method);
}

/** @returns a problem where there is no answer */
async function sendWithin(answer: Promise<Answer | undefined>): Promise<Answer | string | undefined> {
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

async function readStream(input: unknown): Promise<void> {
  const content =
    typeof input === "object" && input !== null && "content" in input ? input.content : undefined;
  if (typeof content === "object" && content !== null && Symbol.asyncIterator in content) {
    for await (const _ of content as AsyncIterable<Uint8Array>) {
      // Reading is all.
    }
  }
}
