import { ResourceNotFoundException, ServiceUnavailableException } from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cart } from "../pods.ts";
import { grantFor, UpstreamServer } from "../support/api-fixture.ts";
import { failure, outage } from "../support/fake-upstream.ts";
import { RunningAgent } from "../support/running-agent.ts";
import { admit, FakedStore } from "../support/store-fixture.ts";

describe("in the store", () => {
  let faked: FakedStore;

  beforeEach(() => {
    faked = new FakedStore();
  });
  afterEach(() => {
    faked.stop();
  });

  describe("a refusal", () => {
    test("of a renewal takes the pod its credentials at once, and is remembered", async () => {
      await faked.ask(admit("a"));
      faked.api.failure = failure("ResourceNotFoundException", 404, true);
      while (faked.api.calls.length === 1) {
        await faked.pass(1);
      }
      expect(faked.store.size).toBe(0);
      expect(faked.notices[0]?.message).toContain("The pod loses its credentials: ResourceNotFoundException");
      expect(await faked.ask(admit("a"))).toBe("ResourceNotFoundException");
      expect(faked.api.calls).toHaveLength(2);
      await faked.pass(5);
      faked.api.failure = undefined;
      expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000003");
    });

    test.each([
      ["of the pod's", 5, failure("AccessDeniedException", 400, true)],
      ["that is a failure", 1.5, outage],
    ])("%s is remembered for %s s", async (_name, seconds, refusal) => {
      faked.api.failure = refusal;
      await faked.ask(admit("a"));
      faked.api.failure = undefined;
      await faked.pass(seconds - 0.1);
      expect(await faked.ask(admit("a"))).toBe(refusal.code);
      expect(await faked.ask(admit("b"))).toMatch(/^ASIA/);
      expect(faked.api.calls).toHaveLength(2);
      await faked.pass(0.2);
      expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
    });

    test("of one of a pod's tokens isn't that of its next", async () => {
      faked.api.failure = failure("ExpiredTokenException", 400, true);
      await faked.ask(admit("a"));
      faked.api.failure = undefined;
      expect(await faked.ask(admit("a", 86_400, "second"))).toMatch(/^ASIA/);
    });

    test("is not remembered for longer because the clock is set back", async () => {
      faked.api.failure = failure("AccessDeniedException", 400, true);
      await faked.ask(admit("a"));
      faked.api.failure = undefined;
      await faked.pass(2);
      vi.setSystemTime(Date.now() - 3_600_000);
      await faked.pass(3.1);
      expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
    });
  });
});

describe("over HTTP", () => {
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
});
