import type { IncomingMessage, ServerResponse } from "node:http";
import type { Authenticate } from "@eks-auth/server";
import { describe, expect, it } from "vitest";
import { createHostRule, type RejectedCaller, requireOneHost } from "../../src/serve/host-rule.ts";

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
    { host: "127.0.0.1:" },
    { host: "[::1]:8480" },
    { host: "::1" },
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
    [{ host: "::1:8480" }, "host_not_allowed", 'The Host header is "::1:8480".'],
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
    expect(rejected).toEqual([{ code, answer: "AccessDenied", message: expect.stringContaining(message) }]);
  });
});

it("passes on a request with one Host header, whatever the names and values of others", () => {
  const rawHeaders = ["Date", "x", "Host", "a", "X-First", "host", "X-Second", "b"];
  let passed = 0;
  const rule = requireOneHost(
    () => {
      passed += 1;
    },
    () => {},
  );
  rule({ url: "/", rawHeaders } as IncomingMessage, {} as ServerResponse<IncomingMessage>);
  expect(passed).toBe(1);
});
