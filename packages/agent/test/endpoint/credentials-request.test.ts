import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHostRule } from "../../src/endpoint/credentials-request.ts";
import { cart } from "../pods.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const listen = [
  { host: "127.0.0.1", port: 0 },
  { host: "::1", port: 0 },
];

let cluster: DevCluster;
let upstream: UpstreamServer;
let token: string;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  token = await cluster.mintToken(cart());
});
afterAll(async () => {
  await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
});

async function statusFor(running: RunningAgent, host: string): Promise<number> {
  return (await ask(running.url, { token, host })).status;
}

describe("by its addresses", () => {
  let running: RunningAgent;

  beforeAll(async () => {
    running = await RunningAgent.start(upstream.url, { listen });
  });
  afterAll(() => running[Symbol.asyncDispose]());

  test.each([
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:",
    "[::1]",
    "[::1]:65535",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]:80",
    "[::0.0.0.1]",
    "[::1%lo]:80",
  ])("the agent may be called %s", async (host) => {
    expect(await statusFor(running, host)).toBe(200);
  });

  test.each([
    "localhost",
    "localhost:80",
    "rebound.example.org",
    "rebound.example.org:80",
    "127.0.0.1.example.org",
    "127.0.0.1@rebound.example.org",
    "127.0.0.1:80:80",
    "127.0.0.2",
    "[::2]",
    "[::1",
    "[[::1]]",
    "[localhost]",
    "::1",
    "::",
    "%",
    "-",
  ])("it may not be called %j", async (host) => {
    const answer = await ask(running.url, { token, host });
    expect(answer).toMatchObject({ status: 403, body: { code: "AccessDeniedException" } });
    expect(answer.body.message).toContain("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    expect(answer.text).not.toContain("rebound");
    expect(running.notices, "no header makes it fail").toEqual([]);
  });
});

test("names are good where they are configured, in any case", async () => {
  await using running = await RunningAgent.start(upstream.url, { listen, hosts: ["127.0.0.1", "LocalHost"] });
  expect(await statusFor(running, "localhost:8080")).toBe(200);
  expect(await statusFor(running, "LOCALHOST")).toBe(200);
  expect(await statusFor(running, "127.0.0.1")).toBe(200);
  expect(await statusFor(running, "[::1]")).toBe(403);
  expect(await statusFor(running, "localhost.example.org")).toBe(403);
});

test.each(["fd00:ec2::23", "[fd00:ec2::23]", "FD00:EC2:0:0::23"])(
  "an address of IPv6 that is configured as %s is good in every spelling",
  (host) => {
    const isOurs = createHostRule([host]);
    const spellings = [
      "[fd00:ec2::23]",
      "[FD00:0EC2::0023]:80",
      "[fd00:ec2:0:0:0:0:0:23]",
      "[fd00:ec2::0.0.0.35]",
    ];
    expect(spellings.filter((spelling) => !isOurs(spelling))).toEqual([]);
    expect(isOurs("[fd00:ec2::24]")).toBe(false);
    expect(isOurs(undefined)).toBe(false);
  },
);

test("an address with a zone can be configured", () => {
  expect(createHostRule(["fe80::1%eth0"])("[fe80::1]")).toBe(true);
});
