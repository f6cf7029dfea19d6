import { setTimeout } from "node:timers/promises";
import type { Pod } from "../environment/pod.ts";
import type { SdkAnswer } from "../sdk/sdk.ts";

/** What an SDK did about an error of the upstream's, and what its user got. */
export interface Observation {
  /** What the user had before; `undefined` where this was about first credentials. */
  readonly before: SdkAnswer | undefined;
  readonly answer: SdkAnswer;
  /** How often it asked the agent. */
  readonly requests: number;
  /** Which tokens it sent, each once. */
  readonly tokenDigests: readonly string[];
  /** How many of its requests were without a token. */
  readonly anonymousRequests: number;
  /** How often the agent asked the upstream meanwhile. */
  readonly upstreamCalls: number;
}

/** Longer than it takes the agent to fail and an SDK to rest before it tries again. */
const quietMs = 4_000;

/** Waits until a pod asks the agent no more: some SDKs refresh behind their user's back. */
export async function waitUntilQuiet({ requests }: Pod): Promise<void> {
  let before: number;
  do {
    before = requests.length;
    await setTimeout(quietMs);
  } while (requests.length > before);
}

/** What is observed. */
export interface Observed {
  readonly pod: Pod;
  readonly answer: SdkAnswer;
  readonly before?: SdkAnswer;
  /** How many requests of the pod don't count, for they came before. */
  readonly since?: number;
}

/** Counts what has happened, for the token that the pod has now. */
export function observe({ pod, answer, before, since = 0 }: Observed): Observation {
  const requests = pod.requests.slice(since);
  const digests = requests.flatMap(({ tokenDigest }) => tokenDigest ?? []);
  return {
    before,
    answer,
    requests: requests.length,
    tokenDigests: [...new Set(digests)],
    anonymousRequests: requests.length - digests.length,
    upstreamCalls: pod.record.calls,
  };
}
