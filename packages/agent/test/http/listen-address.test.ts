import { once } from "node:events";
import http, { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createUpstream, ListenError, podIdentityAddresses, startAgent } from "../../src/index.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const nowhere = "http://127.0.0.1:1";
const missing = { host: "fd00:ec2::23", port: 0 };
const free = { host: "127.0.0.1", port: 0 };

let other: Server;
let taken: number;

beforeEach(async () => {
  other = createServer((_request, response) => response.end("another program")).listen(0, "127.0.0.1");
  await once(other, "listening");
  taken = (other.address() as AddressInfo).port;
});
afterEach(async () => {
  other.close();
  other.closeAllConnections();
  await once(other, "close");
});

/** Why an agent doesn't start. */
function failureOf(options: Partial<Parameters<typeof startAgent>[0]>): Promise<unknown> {
  const upstream = createUpstream({ endpoint: nowhere, sign: false });
  return startAgent({ clusterName: "blue", upstream, listen: [free], ...options }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("the addresses of AWS's own agent are where SDKs let it be", () => {
  expect(podIdentityAddresses).toEqual([
    { host: "169.254.170.23", port: 80 },
    { host: "fd00:ec2::23", port: 80 },
  ]);
});

describe("an address that is taken", () => {
  test.each(["listen", "probes", "metrics"])(
    "for %s is an error, and nothing is left listening",
    async (use) => {
      const address = { host: "127.0.0.1", port: taken };
      const made = vi.spyOn(http, "createServer");
      const error = await failureOf(
        use === "listen" ? { listen: [free, address] } : { listen: [free], [use]: address },
      );
      expect(error).toBeInstanceOf(ListenError);
      expect(error).toMatchObject({
        code: "EADDRINUSE",
        address,
        message: `Can't listen on http://127.0.0.1:${taken}: it is taken. Choose another port, or end what listens there.`,
      });
      const servers = made.mock.results.map(({ value }) => value as Server);
      made.mockRestore();
      expect(servers.map(({ listening }) => listening)).toEqual([false, false]);
    },
  );
});

describe("an address of IPv6 that this machine lacks", () => {
  test("is a notice where there is another address", async () => {
    await using running = await RunningAgent.start(nowhere, { listen: [free, missing] });
    expect(running.agent.urls).toHaveLength(1);
    expect(running.notices).toEqual([
      {
        level: "warn",
        message: expect.stringMatching(
          /^Can't listen on http:\/\/\[fd00:ec2::23\]:0: this machine doesn't have .* Pods that use IPv6 get no credentials\.$/,
        ),
      },
    ]);
    expect((await ask(running.url)).status).toBe(400);
  });

  test("is an error where there is no other", async () => {
    expect(await failureOf({ listen: [missing] })).toMatchObject({
      name: "ListenError",
      code: "EADDRNOTAVAIL",
    });
  });

  test("is no excuse for one of IPv4 that is missing", async () => {
    const listen = [missing, { host: "192.0.2.1", port: 0 }, free];
    expect(await failureOf({ listen })).toMatchObject({
      name: "ListenError",
      code: "EADDRNOTAVAIL",
      address: { host: "192.0.2.1" },
    });
  });
});
