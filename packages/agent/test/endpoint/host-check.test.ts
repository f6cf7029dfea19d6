import { isIPv6 } from "node:net";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHostCheck } from "../../src/endpoint/host-check.ts";
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
    "::1",
    "0:0:0:0:0:0:0:1",
    "::1%lo",
    "127.0.0.1.",
    "localhost",
    "LocalHost:80",
    "localhost.:80",
  ])("accepts the Host header %s", async (host) => {
    expect(await statusFor(running, host)).toBe(200);
  });

  test.each([
    "localhost.example.org",
    "localhost..",
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
    "::1:80",
    "[::1]]:80",
    "::",
    ".",
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
    expect(running.refusals.at(-1)).toMatchObject({ host });
    expect(running.logEvents, "no header causes an internal error").toEqual([]);
  });
});

test("accepts configured names in any case, and only them", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), {
    listen,
    hosts: ["Agent.example.org"],
  });
  expect(await statusFor(running, "agent.example.org:8080")).toBe(200);
  expect(await statusFor(running, "AGENT.EXAMPLE.ORG.")).toBe(200);
  expect(await statusFor(running, "127.0.0.1"), "the address that it listens on").toBe(403);
  expect(await statusFor(running, "localhost")).toBe(403);
  expect(await statusFor(running, "agent.example.org.example.net")).toBe(403);
});

test.each([
  [["169.254.170.23", "fd00:ec2::23"], false],
  [["127.0.0.2"], false],
  [["127.0.0.1"], true],
  [["::1"], true],
])("an agent on %s accepts localhost: %s", (hosts, expected) => {
  expect(createHostCheck(hosts)("localhost:8491")).toBe(expected);
});

test.each([
  ["undefined", undefined],
  ["a::1", "a[::1]"],
  ["a::1", "[a::]1"],
])("an agent on %s rejects the Host header %s", (host, header) => {
  expect(createHostCheck([host])(header)).toBe(false);
});

describe("a request that names two hosts", () => {
  async function statusOf(head: string): Promise<string | undefined> {
    await using running = await RunningAgent.start(new FakeUpstream());
    using connection = await RawConnection.open(running.port);
    await connection.write(`${head}\r\nauthorization: ${token}\r\nconnection: close\r\n\r\n`);
    await connection.waitForEnd();
    return /^HTTP\/1\.1 (\d+)/.exec(connection.received)?.[1];
  }

  test.each([
    ["another host first", "host: rebound.example.org\r\nHost: 127.0.0.1"],
    ["another host last", "host: 127.0.0.1\r\nHost: rebound.example.org"],
    ["the same host twice", "host: 127.0.0.1\r\nhost: 127.0.0.1"],
  ])("is rejected with two Host headers, %s", async (_name, headers) => {
    expect(await statusOf(`GET /v1/credentials HTTP/1.1\r\n${headers}`)).toBe("400");
  });

  test.each(["127.0.0.1", "rebound.example.org"])(
    "is rejected with a URL of %s as its path",
    async (host) => {
      expect(await statusOf(`GET http://${host}/v1/credentials HTTP/1.1\r\nhost: 127.0.0.1`)).toBe("404");
    },
  );
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
      "fd00:ec2::23",
      "FD00:0EC2:0:0:0:0:0:23",
    ];
    expect(spellings.filter((spelling) => !isAllowed(spelling))).toEqual([]);
    expect(isAllowed("[fd00:ec2::24]")).toBe(false);
    expect(isAllowed("fd00:ec2::23:80"), "another address, not a port").toBe(false);
    expect(isAllowed(undefined)).toBe(false);
  },
);

test("accepts an address that is configured with a zone", () => {
  expect(createHostCheck(["fe80::1%eth0"])("[fe80::1]")).toBe(true);
});

describe("for any address and any header", () => {
  const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain());
  const port = fc.oneof(
    fc.constant(""),
    fc.constant(":"),
    fc.nat(65_535).map((number) => `:${number}`),
  );

  test("accepts the host itself, with and without a port", () => {
    fc.assert(
      fc.property(host, port, (allowed, suffix) => {
        const isAllowed = createHostCheck([allowed]);
        expect(isAllowed(allowed)).toBe(true);
        expect(isAllowed(`${isIPv6(allowed) ? `[${allowed}]` : allowed}${suffix}`)).toBe(true);
      }),
    );
  });

  // Parts of hosts in any order: far more of these are nearly a host than of other texts.
  const part = fc.oneof(
    host,
    port,
    fc.constantFrom("127.0.0.1", "::1", "localhost", "[", "]", "%", "@", ".", ":", "%lo"),
  );
  const header = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));

  test("accepts no header that a URL parser reads as another host", () => {
    const isAllowed = createHostCheck(["127.0.0.1", "::1"]);
    const allowedNames = ["127.0.0.1", "127.0.0.1.", "[::1]", "localhost", "localhost."];
    fc.assert(
      fc.property(header, (text) => {
        if (isAllowed(text)) {
          // In a URL, an IPv6 address has brackets and no zone.
          const host = isIPv6(text) ? `[${text}]` : text;
          expect(allowedNames).toContain(new URL(`http://${host.replace(/%[^\]]*/, "")}`).hostname);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
