import { setTimeout } from "node:timers/promises";
import type { SdkAnswer, SdkProcess } from "./languages/sdk.ts";
import type { Pod } from "./pod.ts";
import type { UpstreamErrorName } from "./upstream.ts";

/** How an SDK handled an error of the upstream. */
export interface Observation {
  /** What its user had before; undefined if these are first credentials. */
  readonly before: SdkAnswer | undefined;
  readonly answer: SdkAnswer;
  /** How many requests it sent to the agent. */
  readonly requests: number;
  /** The tokens it sent, each once. */
  readonly tokenDigests: readonly string[];
  /** How many of its requests had no token. */
  readonly anonymousRequests: number;
  /** How many requests the agent sent to the upstream for the pod's current token. */
  readonly upstreamCalls: number;
}

/** The parts of an observation. */
export interface Observed {
  readonly pod: Pod;
  readonly answer: SdkAnswer;
  readonly before?: SdkAnswer;
  /** How many earlier requests of the pod do not count. */
  readonly since?: number;
}

/** Counts the requests of a pod and of its agent. */
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

/** The SDK for Java returns credentials that it got in their last minute again for one second. */
const javaReuseMs = 1_500;

/**
 * Makes an SDK refresh credentials that are still valid, with a new token that the upstream answers with an error.
 *
 * @param sdk - receives credentials that it must refresh immediately
 */
export async function observeRefresh(
  sdk: SdkProcess,
  pod: Pod,
  error: UpstreamErrorName,
  message: string,
): Promise<Observation> {
  const before = await sdk.get();
  await waitUntilIdle(pod, javaReuseMs);
  await pod.rotateToken({ error, message });
  const since = pod.requests.length;
  const answer = await pollUntil(sdk, () => pod.requests.length > since);
  if (!("error" in answer)) {
    await waitUntilIdle(pod);
  }
  return observe({ pod, answer, before, since });
}

/** Longer than the agent takes to fail and any SDK pauses before a retry. */
const longestPauseMs = 4_000;

/** Waits until the agent has answered all requests and gets no more: some SDKs refresh in the background. */
export async function waitUntilIdle({ requests }: Pod, pauseMs: number = longestPauseMs): Promise<void> {
  let before: number;
  do {
    before = requests.length;
    await setTimeout(pauseMs);
  } while (requests.length > before || requests.some(({ status }) => status === undefined));
}

const pollMs = 250;
/** Longer than the agent caches an error, and than any SDK waits before it calls the agent again. */
const attempts = 80;

/**
 * Asks an SDK for credentials repeatedly, as a running program does.
 *
 * @param isReached - checks each answer
 * @returns the first answer that passes the check
 * @throws Error with the last answer if none of 80 passes
 */
export async function pollUntil(
  sdk: SdkProcess,
  isReached: (answer: SdkAnswer) => boolean,
): Promise<SdkAnswer> {
  let answer: SdkAnswer | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    answer = await sdk.get();
    if (isReached(answer)) {
      return answer;
    }
    await setTimeout(pollMs);
  }
  throw new Error(`The SDK did not reach the expected state. Its last answer: ${JSON.stringify(answer)}`);
}
