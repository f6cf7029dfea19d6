import http, { createServer, type Server } from "node:http";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createUpstream, ListenError, podIdentityAddresses, startAgent } from "../../src/index.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const unusedEndpoint = "http://127.0.0.1:1";
const missing = { host: "fd00:ec2::23", port: 0 };
const free = { host: "127.0.0.1", port: 0 };

let other: LoopbackServer;

beforeEach(async () => {
  other = await listenOnLoopback(createServer((_request, response) => response.end("another program")));
});
afterEach(() => other[Symbol.asyncDispose]());

function startError(options: Partial<Parameters<typeof startAgent>[0]>): Promise<unknown> {
  const upstream = createUpstream({ endpoint: unusedEndpoint, sign: false });
  return startAgent({ clusterName: "blue", upstream, listen: [free], ...options }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("the default addresses are those of the EKS Pod Identity Agent", () => {
  expect(podIdentityAddresses).toEqual([
    { host: "169.254.170.23", port: 80 },
    { host: "fd00:ec2::23", port: 80 },
  ]);
});

describe("a port that is in use", () => {
  test.each(["listen", "probes", "metrics"])(
    "is an error as %s, and no server keeps listening",
    async (option) => {
      const address = { host: "127.0.0.1", port: other.port };
      const createServerSpy = vi.spyOn(http, "createServer");
      const error = await startError(
        option === "listen" ? { listen: [free, address] } : { listen: [free], [option]: address },
      );
      expect(error).toBeInstanceOf(ListenError);
      expect(error).toMatchObject({
        code: "listen_failed",
        systemCode: "EADDRINUSE",
        address,
        message:
          `Cannot listen on http://127.0.0.1:${other.port}: the port is in use. ` +
          "Choose another port, or stop the program that uses it.",
      });
      const servers = createServerSpy.mock.results.map(({ value }) => value as Server);
      createServerSpy.mockRestore();
      expect(servers.map(({ listening }) => listening)).toEqual([false, false]);
    },
  );
});

describe("an IPv6 address that this machine lacks", () => {
  test("is logged if there is another address", async () => {
    await using running = await RunningAgent.start(unusedEndpoint, { listen: [free, missing] });
    expect(running.agent.urls).toHaveLength(1);
    expect(running.logEvents).toEqual([
      {
        level: "warn",
        code: "address_unavailable",
        message: expect.stringMatching(
          /^Cannot listen on http:\/\/\[fd00:ec2::23\]:0: this machine does not have .* Pods that use IPv6 get no credentials\.$/,
        ),
      },
    ]);
    expect((await ask(running.url)).status).toBe(400);
  });

  test("is an error if there is no other", async () => {
    expect(await startError({ listen: [missing] })).toMatchObject({
      name: "ListenError",
      systemCode: "EADDRNOTAVAIL",
    });
  });

  test("does not hide that an IPv4 address is missing", async () => {
    const listen = [missing, { host: "192.0.2.1", port: 0 }, free];
    expect(await startError({ listen })).toMatchObject({
      name: "ListenError",
      systemCode: "EADDRNOTAVAIL",
      address: { host: "192.0.2.1" },
    });
  });
});
