import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cart } from "./pods.ts";
import { RunningAgent } from "./running-agent.ts";
import { UpstreamServer } from "./upstream-server.ts";

const anywhere = { host: "127.0.0.1", port: 0 };
const aMinute = 60_000;

let cluster: DevCluster;
let upstream: UpstreamServer;
let token: string;

beforeAll(async () => {
  cluster = await startDevCluster();
  token = await cluster.mintToken(cart());
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  upstream = await UpstreamServer.start();
  return () => upstream[Symbol.asyncDispose]();
});

test("an agent can be started where another one was", async () => {
  // Few others listen at this address: nobody takes the port in between.
  const first = await RunningAgent.start(upstream.url, { listen: [{ host: "::1", port: 0 }] });
  const listen = [{ host: "::1", port: first.port }];
  await first.agent.stop(aMinute);
  await using second = await RunningAgent.start(upstream.url, { listen });
  expect((await second.ask(token)).status).toBe(200);
});

test("hooks are told of each issue, once", async () => {
  await using running = await RunningAgent.start(upstream.url);
  await Promise.all([running.ask(token), running.ask(token)]);
  expect(running.issues).toEqual([
    {
      pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: expect.any(String) },
      associationId: "a-abcdefghijklmnopq",
      accountId: "444455556666",
      expiration: expect.any(Date),
      requestId: expect.any(String),
      renewal: false,
    },
  ]);
  expect(running.refusals).toEqual([]);
  expect(running.notices).toEqual([]);
});

test("an agent without hooks says nothing and works", async () => {
  await using running = await RunningAgent.start(upstream.url, { hooks: undefined });
  expect((await running.ask(token)).status).toBe(200);
  expect((await running.ask("garbage")).status).toBe(400);
});

describe.each([
  [
    "throw",
    () => {
      throw new Error("the disk is full");
    },
  ],
  ["reject", () => Promise.reject(new Error("the disk is full"))],
])("hooks that %s", (_name, hook) => {
  test("take no pod its answer, and are warned of", async () => {
    const warnings: unknown[] = [];
    // In place of the process's own, which would write them into the tests' output.
    const emitWarning = vi
      .spyOn(process, "emitWarning")
      .mockImplementation((warning) => warnings.push(warning));
    const hooks = { onGrant: hook, onRefusal: hook, onLogEvent: hook };
    const listen = [anywhere, { host: "fd00:ec2::23", port: 0 }];
    await using running = await RunningAgent.start(upstream.url, { hooks, listen });
    expect((await running.ask(token)).status).toBe(200);
    expect((await running.ask("garbage")).status).toBe(400);
    expect(warnings).toEqual(Array(3).fill(new Error("the disk is full")));
    emitWarning.mockRestore();
  });
});
