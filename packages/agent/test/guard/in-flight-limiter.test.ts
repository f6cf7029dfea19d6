import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, expect, test } from "vitest";
import { maxFlightsPerClient } from "../../src/guard/in-flight-limiter.ts";
import { usePatientClock } from "../patient-clock.ts";
import { cart, claimsOf, forgeToken } from "../pods.ts";
import { grantFor, UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const listen = [
  { host: "127.0.0.1", port: 0 },
  { host: "::1", port: 0 },
];

// Calls that are held longer than a try may take would be made again.
usePatientClock();

let cluster: DevCluster;
let upstream: UpstreamServer;
let token: string;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  token = await cluster.mintToken(cart());
});
afterAll(() => Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]));

test("a client that makes up tokens has 32 calls of the API under way at most; others get theirs", async () => {
  expect(maxFlightsPerClient).toBe(32);
  const { promise, resolve: release } = Promise.withResolvers<void>();
  upstream.work = async () => {
    await promise;
    return grantFor(3_600, 1);
  };
  await using running = await RunningAgent.start(upstream.url, { listen });
  const [one = "", other = ""] = running.agent.urls;
  const claims = claimsOf(token);
  const madeUp = Array.from({ length: maxFlightsPerClient }, () => forgeToken(claims));
  const begun = madeUp.map((text) => ask(one, { token: text }));
  await expect.poll(() => upstream.calls.length).toBe(maxFlightsPerClient);

  const refused = await ask(one, { token: forgeToken(claims) });
  expect(refused).toMatchObject({ status: 429, body: { code: "ThrottlingException" } });
  expect(refused.body.message).toContain("wait for the EKS Auth API");
  expect(running.refusals, "nothing that would fill a log").toEqual([]);

  const joined = ask(one, { token: madeUp[0] });
  const others = ask(other, { token });
  await expect.poll(() => upstream.calls.length).toBe(maxFlightsPerClient + 1);
  release();
  const answers = await Promise.all([...begun, joined, others]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ask(one, { token: forgeToken(claims) })).status, "when these are answered").toBe(200);
  expect(upstream.calls).toHaveLength(maxFlightsPerClient + 2);
});

test("a call that fails counts no longer, either", async () => {
  upstream.listener = (_request, response) => {
    response.writeHead(400, { "x-amzn-errortype": "InvalidTokenException" }).end("{}");
  };
  await using running = await RunningAgent.start(upstream.url);
  const claims = claimsOf(token);
  for (let index = 0; index <= maxFlightsPerClient; index++) {
    expect((await running.ask(forgeToken(claims))).status).toBe(400);
  }
  upstream.listener = undefined;
});
