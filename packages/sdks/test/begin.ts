import { type Pod, type PodSurroundings, startPod } from "../src/environment/pod.ts";
import type { UpstreamAnswer } from "../src/environment/upstream-answer.ts";
import type { Sdk, SdkProcess } from "../src/sdk/sdk.ts";

/** What a test begins with. */
export interface Beginning {
  readonly surroundings: PodSurroundings;
  readonly sdk: Sdk;
  /** Of the upstream to the pod's first token. */
  readonly answer: UpstreamAnswer;
  /** The loopback address at which the SDK calls the agent; 127.0.0.1 where it is left out. */
  readonly host?: "127.0.0.1" | "::1";
  /** Takes what has to be done at the end of the test. */
  readonly onTestFinished: (end: () => Promise<void>) => void;
}

/** Starts a pod and an instance of the SDK in it, for one test. */
export async function begin(beginning: Beginning): Promise<{ pod: Pod; running: SdkProcess }> {
  const { surroundings, sdk, answer, host, onTestFinished } = beginning;
  const pod = await startPod(surroundings, answer, host);
  const running = sdk.start(pod.environment);
  onTestFinished(async () => {
    await running.stop();
    await pod.stop();
  });
  return { pod, running };
}
