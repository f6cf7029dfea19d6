import { ResourceNotFoundException, ServiceUnavailableException } from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { cart } from "../pods.ts";
import { RunningAgent } from "../running-agent.ts";
import { grantFor, UpstreamServer } from "../upstream-server.ts";

let cluster: DevCluster;

beforeAll(async () => {
  cluster = await startDevCluster();
});
afterAll(() => cluster.stop());

beforeEach(() => {
  // The steady clock alone, by which refusals are forgotten: HTTP needs its timers.
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(1000);
});
afterEach(() => {
  vi.useRealTimers();
});

test("a refused pod isn't asked about again at once, and has an association that was made meanwhile within 5 s", async () => {
  await using upstream = await UpstreamServer.start();
  await using running = await RunningAgent.start(upstream.url);
  const token = await cluster.mintToken(cart());
  upstream.work = () => {
    throw new ResourceNotFoundException({ message: "There is no association." });
  };
  for (let count = 0; count < 10; count++) {
    expect(await running.ask(token)).toMatchObject({
      status: 404,
      body: { message: "There is no association." },
    });
  }
  expect(upstream.calls).toHaveLength(1);
  upstream.work = () => grantFor(3_600, 1);
  vi.advanceTimersByTime(4_900);
  expect(await running.ask(token)).toMatchObject({ status: 404 });
  vi.advanceTimersByTime(200);
  expect(await running.ask(token)).toMatchObject({ status: 200 });
  expect(upstream.calls).toHaveLength(2);
  expect(running.refusals[0]).toEqual({
    client: "127.0.0.1",
    pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: expect.any(String) },
    status: 404,
    code: "ResourceNotFoundException",
    reason: "There is no association.",
    requestId: expect.any(String),
  });
});

test("a pod that is refused because the API fails is asked about again after 1.5 s", async () => {
  await using upstream = await UpstreamServer.start();
  await using running = await RunningAgent.start(upstream.url);
  const token = await cluster.mintToken(cart());
  upstream.work = () => {
    throw new ServiceUnavailableException({});
  };
  expect(await running.ask(token)).toMatchObject({ status: 503 });
  const triesOfOneCall = upstream.calls.length;
  expect(await running.ask(token)).toMatchObject({ status: 503 });
  expect(upstream.calls).toHaveLength(triesOfOneCall);
  upstream.work = () => grantFor(3_600, 1);
  vi.advanceTimersByTime(1_400);
  expect(await running.ask(token)).toMatchObject({ status: 503 });
  vi.advanceTimersByTime(200);
  expect(await running.ask(token)).toMatchObject({ status: 200 });
});
