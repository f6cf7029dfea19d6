import { setTimeout } from "node:timers/promises";
import type { SdkAnswer, SdkProcess } from "../sdk/sdk.ts";

const pauseMs = 250;
/** Longer than the agent remembers a refusal, and than any SDK rests before it asks the agent again. */
const attempts = 80;

/**
 * Asks an SDK for credentials again and again, as a program does that goes on with its work.
 *
 * @param isReached - looks at each answer
 * @returns the answer that it was reached with
 * @throws Error where it is not reached after many times, with the last answer
 */
export async function askUntil(
  sdk: SdkProcess,
  isReached: (answer: SdkAnswer) => boolean,
): Promise<SdkAnswer> {
  let answer: SdkAnswer | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    answer = await sdk.get();
    if (isReached(answer)) {
      return answer;
    }
    await setTimeout(pauseMs);
  }
  throw new Error(`It did not come to that. The SDK's last answer: ${JSON.stringify(answer)}`);
}
