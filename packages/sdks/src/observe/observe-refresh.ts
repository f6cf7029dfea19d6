import { setTimeout } from "node:timers/promises";
import type { Pod } from "../environment/pod.ts";
import type { UpstreamErrorName } from "../environment/upstream-answer.ts";
import type { SdkProcess } from "../sdk/sdk.ts";
import { askUntil } from "./ask-until.ts";
import { type Observation, observe, waitUntilQuiet } from "./observation.ts";

/** The SDK for Java takes credentials that it got in their last minute for fresh, for a second. */
const freshMs = 1_500;

/**
 * Lets an SDK refresh credentials that are still valid, with a new token that the upstream answers with an error.
 *
 * @param sdk - gets credentials that are due for a refresh at once
 */
export async function observeRefresh(
  sdk: SdkProcess,
  pod: Pod,
  error: UpstreamErrorName,
  message: string,
): Promise<Observation> {
  const before = await sdk.get();
  await setTimeout(freshMs);
  await pod.rotateToken({ error, message });
  const since = pod.requests.length;
  const answer = await askUntil(sdk, () => pod.requests.length > since);
  if (!("error" in answer)) {
    await waitUntilQuiet(pod);
  }
  return observe({ pod, answer, before, since });
}
