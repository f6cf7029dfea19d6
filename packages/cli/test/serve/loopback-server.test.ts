import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Authenticate } from "@eks-auth/server";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { describe, expect, it } from "vitest";
import { CommandError } from "../../src/core/command-error.ts";
import { createHostRule, type RejectedCaller, serveOnLoopback } from "../../src/serve/loopback-server.ts";

describe("serveOnLoopback", () => {
  it("serves until it is stopped", async () => {
    const server = await serveOnLoopback({ host: "127.0.0.1", port: 0 }, (_request, response) => {
      response.end("hello");
    });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(server.url)).text()).toBe("hello");
    await server.stop(60_000);
    await expect(fetch(server.url)).rejects.toThrow("fetch failed");
  });

  it("closes connections with requests in flight after the grace period", async () => {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    const server = await serveOnLoopback({ host: "127.0.0.1", port: 0 }, () => resolve());
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await received;
    const closed = once(socket, "close");
    await server.stop(0);
    await closed;
  });

  it("names the address and the fix if the port is in use", async () => {
    await using taken = await listenOnLoopback(createServer());
    const error = new CommandError(
      "listen_failed",
      `can't listen on 127.0.0.1:${taken.port}: the port is in use. Choose another with --port, or 0 for any free port.`,
    );
    await expect(serveOnLoopback({ host: "127.0.0.1", port: taken.port }, () => {})).rejects.toThrow(error);
  });
});

describe("createHostRule", () => {
  const rejected: RejectedCaller[] = [];
  const rule = createHostRule((caller) => rejected.push(caller));

  function authenticate(headers: Readonly<Record<string, string>>): unknown {
    rejected.length = 0;
    const header = (name: string): string | undefined => headers[name];
    return rule({ header } as Parameters<Authenticate<undefined>>[0]);
  }

  it.each([
    { host: "127.0.0.1:8480" },
    { host: "localhost" },
    { host: "[::1]:8480" },
    { host: "localhost", origin: "http://localhost:5173" },
  ])("accepts %j", (headers) => {
    expect(authenticate(headers)).toBeUndefined();
    expect(rejected).toEqual([]);
  });

  it.each([
    [{}, "host_not_allowed", 'The Host header is "".'],
    [
      { host: "attacker.example" },
      "host_not_allowed",
      'The Host header is "attacker.example". Clients must use',
    ],
    [{ host: "localhost.attacker.example" }, "host_not_allowed", "127.0.0.1"],
    [
      { host: `a"\n${"b.".repeat(1_000)}` },
      "host_not_allowed",
      `The Host header is "a\\"\\n${"b.".repeat(48)}b". `,
    ],
    [{ host: "eyJhbGciOiJSUzI1NiJ9.e30.x" }, "host_not_allowed", 'The Host header is "[redacted]".'],
    [{ host: "localhost", origin: "https://attacker.example" }, "origin_not_allowed", "attacker.example"],
    [{ host: "localhost", origin: "null" }, "origin_not_allowed", '"null"'],
  ])("rejects %j, and says why", (headers, code, message) => {
    expect(() => authenticate(headers)).toThrow(
      expect.objectContaining({ name: "AccessDenied", status: 403 }),
    );
    expect(rejected).toEqual([{ code, message: expect.stringContaining(message) }]);
  });
});
