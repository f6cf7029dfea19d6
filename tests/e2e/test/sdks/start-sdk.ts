import type { Sdk, SdkProcess } from "../../src/sdks/languages/sdk.ts";
import { type Pod, type PodEnvironment, startPod } from "../../src/sdks/pod.ts";
import type { UpstreamAnswer } from "../../src/sdks/upstream.ts";

/** The pod and the SDK of a test. */
export interface SdkTest {
  readonly environment: PodEnvironment;
  readonly sdk: Sdk;
  /** Of the upstream to the pod's first token. */
  readonly answer: UpstreamAnswer;
  /** The loopback address of the agent; 127.0.0.1 by default. */
  readonly host?: "127.0.0.1" | "::1";
  /** Stops both at the end of the test. */
  readonly onTestFinished: (end: () => Promise<void>) => void;
}

/** Starts a pod and an instance of the SDK in it for one test. */
export async function startSdkInPod(test: SdkTest): Promise<{ pod: Pod; running: SdkProcess }> {
  const { environment, sdk, answer, host, onTestFinished } = test;
  const pod = await startPod(environment, answer, host);
  const running = sdk.start(pod.environment);
  onTestFinished(async () => {
    await running.stop();
    await pod.stop();
  });
  return { pod, running };
}
