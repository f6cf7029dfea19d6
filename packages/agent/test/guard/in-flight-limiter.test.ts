import { expect, test } from "vitest";
import { maxCallsPerClient } from "../../src/guard/in-flight-limiter.ts";
import { apiError, FakeUpstream } from "../support/fake-upstream.ts";
import { claimsOf, forgeToken, mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks as listen, RunningAgent } from "../support/running-agent.ts";

const token = await mintPodToken();

test("a client that forges tokens has at most 32 calls in flight, and other clients get theirs", async () => {
  expect(maxCallsPerClient).toBe(32);
  const upstream = new FakeUpstream();
  const release = upstream.hold();
  await using running = await RunningAgent.start(upstream, { listen });
  const [one = "", other = ""] = running.agent.urls;
  const claims = claimsOf(token);
  const forged = Array.from({ length: maxCallsPerClient }, () => forgeToken(claims));
  const waiting = forged.map((text) => ask(one, { token: text }));
  await expect.poll(() => upstream.calls.length).toBe(maxCallsPerClient);

  const rejected = await ask(one, { token: forgeToken(claims) });
  expect(rejected).toMatchObject({
    status: 429,
    body: { code: "ThrottlingException", reason: "too_many_calls" },
  });
  expect(rejected.body.message).toContain("wait for the EKS Auth API");
  expect(running.refusals, "a flood does not fill the log").toEqual([]);

  const joining = ask(one, { token: forged[0] });
  const others = ask(other, { token });
  await expect.poll(() => upstream.calls.length).toBe(maxCallsPerClient + 1);
  release();
  const responses = await Promise.all([...waiting, joining, others]);
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ask(one, { token: forgeToken(claims) })).status, "after these calls").toBe(200);
  expect(upstream.calls).toHaveLength(maxCallsPerClient + 2);
});

test("a call that failed is not in flight any more", async () => {
  const upstream = new FakeUpstream();
  upstream.failure = apiError("InvalidTokenException", 400, true);
  await using running = await RunningAgent.start(upstream);
  const claims = claimsOf(token);
  for (let index = 0; index <= maxCallsPerClient; index++) {
    expect((await running.ask(forgeToken(claims))).status).toBe(400);
  }
});
