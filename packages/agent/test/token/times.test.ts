import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createVerifier } from "../cluster-verifier.ts";
import { cart } from "../pods.ts";
import { RunningAgent } from "../running-agent.ts";
import { grantFor, UpstreamServer } from "../upstream-server.ts";

const start = 1_800_000_000_000;

let cluster: DevCluster;
let upstream: UpstreamServer;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
});
afterAll(async () => {
  await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
});
beforeEach(() => {
  // The date alone: HTTP needs its timers.
  vi.useFakeTimers({ toFake: ["Date"], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each([
  ["without keys", () => undefined],
  ["with keys", () => createVerifier(cluster.issuer)],
])("%s", (_name, verifier) => {
  test.each([
    [600, 200, undefined],
    [659, 200, undefined],
    [661, 400, "ExpiredTokenException"],
    [86_400, 400, "ExpiredTokenException"],
    [-59, 200, undefined],
    [-61, 400, "InvalidTokenException"],
  ])("a token of 600 s is, %i s after it was made, answered %i", async (seconds, status, code) => {
    const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
    vi.setSystemTime(start + seconds * 1000);
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    const answer = await running.ask(token);
    expect(answer).toMatchObject({ status });
    expect(answer.body.code).toBe(code);
  });

  test("a token that has ended finds no credentials, though they haven't", async () => {
    upstream.work = () => grantFor(7_200, 1);
    const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    expect((await running.ask(token)).status).toBe(200);
    const callsBefore = upstream.calls.length;
    vi.setSystemTime(start + 661_000);
    expect(await running.ask(token)).toMatchObject({ status: 400, body: { code: "ExpiredTokenException" } });
    expect(upstream.calls).toHaveLength(callsBefore);
  });
});

test("a token of another audience, or of no pod, is not sent to the API", async () => {
  await using running = await RunningAgent.start(upstream.url);
  const callsBefore = upstream.calls.length;
  const answer = await running.ask(await cluster.mintToken({ ...cart(), audience: "sts.amazonaws.com" }));
  expect(answer).toMatchObject({ status: 400, body: { code: "InvalidTokenException" } });
  expect(answer.body.message).toContain("pods.eks.amazonaws.com");
  expect(upstream.calls).toHaveLength(callsBefore);
});
