import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHostCheck } from "../../src/endpoint/credentials-request.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks as listen, RunningAgent } from "../support/running-agent.ts";

const token = await mintPodToken();

async function statusFor(running: RunningAgent, host: string): Promise<number> {
  return (await ask(running.url, { token, host })).status;
}

describe("without configured hosts", () => {
  let running: RunningAgent;

  beforeAll(async () => {
    running = await RunningAgent.start(new FakeUpstream(), { listen });
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
  ])("accepts the Host header %s", async (host) => {
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
  ])("rejects the Host header %j", async (host) => {
    const response = await ask(running.url, { token, host });
    expect(response).toMatchObject({
      status: 403,
      body: { code: "AccessDeniedException", reason: "host_not_allowed" },
    });
    expect(response.body.message).toContain("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    expect(response.text).not.toContain("rebound");
    expect(running.logEvents, "no header causes an internal error").toEqual([]);
  });
});

test("accepts configured names in any case, and only them", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), {
    listen,
    hosts: ["127.0.0.1", "LocalHost"],
  });
  expect(await statusFor(running, "localhost:8080")).toBe(200);
  expect(await statusFor(running, "LOCALHOST")).toBe(200);
  expect(await statusFor(running, "127.0.0.1")).toBe(200);
  expect(await statusFor(running, "[::1]")).toBe(403);
  expect(await statusFor(running, "localhost.example.org")).toBe(403);
});

test.each(["fd00:ec2::23", "[fd00:ec2::23]", "FD00:EC2:0:0::23"])(
  "accepts every spelling of an IPv6 address that is configured as %s",
  (host) => {
    const isAllowed = createHostCheck([host]);
    const spellings = [
      "[fd00:ec2::23]",
      "[FD00:0EC2::0023]:80",
      "[fd00:ec2:0:0:0:0:0:23]",
      "[fd00:ec2::0.0.0.35]",
    ];
    expect(spellings.filter((spelling) => !isAllowed(spelling))).toEqual([]);
    expect(isAllowed("[fd00:ec2::24]")).toBe(false);
    expect(isAllowed(undefined)).toBe(false);
  },
);

test("accepts an address that is configured with a zone", () => {
  expect(createHostCheck(["fe80::1%eth0"])("[fe80::1]")).toBe(true);
});
