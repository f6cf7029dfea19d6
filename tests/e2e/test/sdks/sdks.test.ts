import { randomUUID } from "node:crypto";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpGo } from "../../src/sdks/languages/go.ts";
import { setUpJava } from "../../src/sdks/languages/java.ts";
import { setUpJavaScript } from "../../src/sdks/languages/javascript.ts";
import { setUpPython } from "../../src/sdks/languages/python.ts";
import type { SdkAnswer } from "../../src/sdks/languages/sdk.ts";
import { observe, observeRefresh, pollUntil, waitUntilIdle } from "../../src/sdks/observe.ts";
import { type Pod, type PodEnvironment, startPodEnvironment } from "../../src/sdks/pod.ts";
import { formatRows, type Row } from "../../src/sdks/results-table.ts";
import { statusOf, type UpstreamErrorName, upstreamErrorNames } from "../../src/sdks/upstream.ts";
import { expectError } from "./expect-error.ts";
import { startSdkInPod } from "./start-sdk.ts";

// The agents call an upstream in this process.
useSlowClock();

const isShort = process.env.SDKS_FORM === "short";
const errors: readonly UpstreamErrorName[] = isShort ? ["AccessDeniedException"] : upstreamErrorNames;
const longLived = { lifetimeSeconds: 3600 };

process.stderr.write("Setting up the SDKs. The first time takes about a minute.\n");
const setUps = { JavaScript: setUpJavaScript, Python: setUpPython, Go: setUpGo, Java: setUpJava };
const installed = await Promise.all(
  Object.entries(setUps).map(([language, setUp]) => prepareOrSkip(language, setUp)),
);
const sdks = installed.flatMap((some) => some ?? []);
const rows: Row[] = [];
let environment: PodEnvironment;

beforeAll(async () => {
  environment = await startPodEnvironment();
});
afterAll(async () => {
  await environment.stop();
  process.stdout.write(`\n${formatRows(rows)}\n`);
});

describe.concurrent.for(sdks)("$name", (sdk) => {
  const dueAtOnce = { lifetimeSeconds: sdk.refreshes.at(-1) ?? 3600 };

  test.for(["127.0.0.1", "::1"] as const)("gets first credentials at %s", async (host, context) => {
    const { pod, running } = await startSdkInPod({ ...context, environment, sdk, answer: longLived, host });
    const answer = await running.get();
    expect(answer).toEqual({ accessKeyId: pod.record.accessKeyIds[0] });
    expect(observe({ pod, answer }).tokenDigests).toEqual([pod.tokenDigest]);

    if (sdk.refreshes.length > 0) {
      const { length } = pod.requests;
      expect(await running.get(), "It should cache them until they expire.").toEqual(answer);
      expect(pod.requests).toHaveLength(length);
    }
  });

  test("sends the new token after a rotation", async (context) => {
    const { pod, running } = await startSdkInPod({ ...context, environment, sdk, answer: dueAtOnce });
    const first = await running.get();
    expect(isFrom(pod)(first)).toBe(true);
    await pod.rotateToken(longLived);
    const since = pod.requests.length;
    const answer = await pollUntil(running, isFrom(pod));
    expect(observe({ pod, answer, since })).toMatchObject({
      tokenDigests: [pod.tokenDigest],
      upstreamCalls: 1,
    });
  });

  test.for(errors)("%s instead of first credentials", async (error, context) => {
    const message = createMessage();
    const { pod, running } = await startSdkInPod({
      ...context,
      environment,
      sdk,
      answer: { error, message },
    });
    const answer = await running.get();
    const observation = observe({ pod, answer });
    rows.push({ sdk: sdk.name, error, secondsLeft: undefined, observation, message });
    expectError(sdk, answer, { name: error, message, isFirst: true });
    expect(observation.tokenDigests).toEqual([pod.tokenDigest]);
    expect(observation.requests).toBeGreaterThanOrEqual(sdk.retries(statusOf(error)) ? 2 : 1);

    pod.record.answer = longLived;
    await pollUntil(running, isFrom(pod));
  });

  const refreshes = sdk.refreshes.flatMap((secondsLeft) => errors.map((error) => ({ error, secondsLeft })));
  test.for(refreshes)("$error at a refresh with $secondsLeft s left", async (refresh, context) => {
    const { error, secondsLeft } = refresh;
    const message = createMessage();
    const answer = { lifetimeSeconds: secondsLeft };
    const { pod, running } = await startSdkInPod({ ...context, environment, sdk, answer });
    const observation = await observeRefresh(running, pod, error, message);
    rows.push({ sdk: sdk.name, error, secondsLeft, observation, message });
    if ("error" in observation.answer) {
      expectError(sdk, observation.answer, { name: error, message, isFirst: false });
    } else {
      expect(observation.answer).toEqual(observation.before);
    }
    expect(observation.tokenDigests).toEqual([pod.tokenDigest]);

    pod.record.answer = longLived;
    await pollUntil(running, isFrom(pod));
  });

  if (!isShort) {
    test("keeps working while the upstream is down and the agent has cached credentials", async (context) => {
      const { pod, running } = await startSdkInPod({ ...context, environment, sdk, answer: dueAtOnce });
      const first = await running.get();
      pod.record.answer = { error: "ServiceUnavailableException", message: createMessage() };
      expect(await pollUntil(running, () => pod.requests.length > 1)).toEqual(first);
      await waitUntilIdle(pod);
      expect(new Set(pod.requests.map(({ status }) => status))).toEqual(new Set([200]));
    });
  }
});

/** A message that appears nowhere else. */
function createMessage(): string {
  return `Message of the upstream: ${randomUUID()}.`;
}

/** Checks that an answer has credentials that the upstream issued for the pod's current token. */
function isFrom({ record }: Pod): (answer: SdkAnswer) => boolean {
  return (answer) => "accessKeyId" in answer && record.accessKeyIds.includes(answer.accessKeyId);
}
