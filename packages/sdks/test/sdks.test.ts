import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { usePatientClock } from "../../agent/test/patient-clock.ts";
import type { Pod } from "../src/environment/pod.ts";
import { type RunningSurroundings, startSurroundings } from "../src/environment/surroundings.ts";
import { statusOf, type UpstreamErrorName, upstreamErrorNames } from "../src/environment/upstream-answer.ts";
import { askUntil } from "../src/observe/ask-until.ts";
import { observe, waitUntilQuiet } from "../src/observe/observation.ts";
import { observeRefresh } from "../src/observe/observe-refresh.ts";
import { formatRows, type Row } from "../src/observe/table.ts";
import type { SdkAnswer } from "../src/sdk/sdk.ts";
import { begin } from "./begin.ts";
import { expectError } from "./expect-error.ts";
import { setUpSdks } from "./set-up-sdks.ts";

// For the agents, which call an upstream of this process.
usePatientClock();

const isShort = process.env.SDKS_FORM === "short";
const errors: readonly UpstreamErrorName[] = isShort ? ["AccessDeniedException"] : upstreamErrorNames;
const longLived = { lifetimeSeconds: 3600 };

const sdks = await setUpSdks();
const rows: Row[] = [];
let surroundings: RunningSurroundings;

beforeAll(async () => {
  surroundings = await startSurroundings();
});
afterAll(async () => {
  await surroundings.stop();
  process.stdout.write(`\n${formatRows(rows)}\n`);
});

describe.concurrent.for(sdks)("$name", (sdk) => {
  const dueAtOnce = { lifetimeSeconds: sdk.refreshes.at(-1) ?? 3600 };

  test.for(["127.0.0.1", "::1"] as const)("gets its first credentials at %s", async (host, context) => {
    const { pod, running } = await begin({ ...context, surroundings, sdk, answer: longLived, host });
    const answer = await running.get();
    expect(answer).toEqual({ accessKeyId: pod.record.accessKeyIds[0] });
    expect(observe({ pod, answer }).tokenDigests).toEqual([pod.tokenDigest]);

    if (sdk.refreshes.length > 0) {
      const { length } = pod.requests;
      expect(await running.get(), "It should know how long they last.").toEqual(answer);
      expect(pod.requests).toHaveLength(length);
    }
  });

  test("sends the new token after a rotation", async (context) => {
    const { pod, running } = await begin({ ...context, surroundings, sdk, answer: dueAtOnce });
    const first = await running.get();
    expect(isFrom(pod)(first)).toBe(true);
    await pod.rotateToken(longLived);
    const since = pod.requests.length;
    const answer = await askUntil(running, isFrom(pod));
    expect(observe({ pod, answer, since })).toMatchObject({
      tokenDigests: [pod.tokenDigest],
      upstreamCalls: 1,
    });
  });

  test.for(errors)("%s instead of first credentials", async (error, context) => {
    const message = makeMessage();
    const { pod, running } = await begin({ ...context, surroundings, sdk, answer: { error, message } });
    const answer = await running.get();
    const observation = observe({ pod, answer });
    rows.push({ sdk: sdk.name, error, secondsLeft: undefined, observation, message });
    expectError(sdk, answer, { name: error, message, isFirst: true });
    expect(observation.tokenDigests).toEqual([pod.tokenDigest]);
    expect(observation.requests).toBeGreaterThanOrEqual(sdk.retries(statusOf(error)) ? 2 : 1);

    pod.record.answer = longLived;
    await askUntil(running, isFrom(pod));
  });

  const refreshes = sdk.refreshes.flatMap((secondsLeft) => errors.map((error) => ({ error, secondsLeft })));
  test.for(refreshes)("$error at a refresh with $secondsLeft s left", async (refresh, context) => {
    const { error, secondsLeft } = refresh;
    const message = makeMessage();
    const answer = { lifetimeSeconds: secondsLeft };
    const { pod, running } = await begin({ ...context, surroundings, sdk, answer });
    const observation = await observeRefresh(running, pod, error, message);
    rows.push({ sdk: sdk.name, error, secondsLeft, observation, message });
    if ("error" in observation.answer) {
      expectError(sdk, observation.answer, { name: error, message, isFirst: false });
    } else {
      expect(observation.answer).toEqual(observation.before);
    }
    expect(observation.tokenDigests).toEqual([pod.tokenDigest]);

    pod.record.answer = longLived;
    await askUntil(running, isFrom(pod));
  });

  if (!isShort) {
    test("goes on while the upstream is down and the agent has credentials", async (context) => {
      const { pod, running } = await begin({ ...context, surroundings, sdk, answer: dueAtOnce });
      const first = await running.get();
      pod.record.answer = { error: "ServiceUnavailableException", message: makeMessage() };
      expect(await askUntil(running, () => pod.requests.length > 1)).toEqual(first);
      await waitUntilQuiet(pod);
      expect(new Set(pod.requests.map(({ status }) => status))).toEqual(new Set([200]));
    });
  }
});

/** One that nothing else holds. */
function makeMessage(): string {
  return `The upstream has its reasons: ${randomUUID()}.`;
}

/** Tells whether an answer holds credentials that the upstream gave for the token that the pod has now. */
function isFrom({ record }: Pod): (answer: SdkAnswer) => boolean {
  return (answer) => "accessKeyId" in answer && record.accessKeyIds.includes(answer.accessKeyId);
}
