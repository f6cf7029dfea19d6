import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import {
  createHostRule,
  type RejectedCaller,
  requireOneHost,
  type ServedHosts,
} from "../../src/serve/host-rule.ts";

describe("createHostRule", () => {
  const rejected: RejectedCaller[] = [];

  function check(hosts: ServedHosts, headers: Readonly<Record<string, string>>): void {
    rejected.length = 0;
    const rule = createHostRule(hosts, (caller) => rejected.push(caller));
    rule({ header: (name) => headers[name] });
  }

  const onLoopback = { listensOn: "127.0.0.1" };
  const publicHosts = (): string[] => ["EKS-Auth.example.org", "2001:db8::1"];
  const onNetwork = { listensOn: "192.0.2.1", publicHosts };

  it.each([
    [onLoopback, { host: "127.0.0.1:8480" }],
    [onLoopback, { host: "localhost" }],
    [onLoopback, { host: "127.0.0.1:" }],
    [onLoopback, { host: "[::1]:8480" }],
    [onLoopback, { host: "::1" }],
    [onLoopback, { host: "localhost", origin: "http://localhost:5173" }],
    [{ ...onLoopback, publicHosts }, { host: "localhost:8480" }],
    [{ ...onLoopback, publicHosts }, { host: "eks-auth.example.org" }],
    [onNetwork, { host: "eks-auth.example.org" }],
    [onNetwork, { host: "EKS-AUTH.EXAMPLE.ORG:443" }],
    [onNetwork, { host: "[2001:db8:0:0::1]:8480" }],
    [onNetwork, { host: "192.0.2.1:8480" }],
    [{ listensOn: "192.0.2.1", publicHosts: () => [] }, { host: "192.0.2.1" }],
  ])("%j accepts %j", (hosts, headers) => {
    check(hosts, headers);
    expect(rejected).toEqual([]);
  });

  it.each<[ServedHosts, Record<string, string>, string, string]>([
    [onLoopback, {}, "host_not_allowed", 'The Host header is "".'],
    [
      onLoopback,
      { host: "attacker.example" },
      "host_not_allowed",
      'The Host header is "attacker.example". Clients must use one of the hosts localhost, 127.0.0.1, [::1]. A proxy on',
    ],
    [onLoopback, { host: "eks-auth.example.org" }, "host_not_allowed", "eks-auth"],
    [onLoopback, { host: "::1:8480" }, "host_not_allowed", 'The Host header is "::1:8480".'],
    [onLoopback, { host: "localhost.attacker.example" }, "host_not_allowed", "127.0.0.1"],
    [
      onLoopback,
      { host: `a"\n${"b.".repeat(1_000)}` },
      "host_not_allowed",
      `The Host header is "a\\"\\n${"b.".repeat(48)}b". `,
    ],
    [
      onLoopback,
      { host: "eyJhbGciOiJSUzI1NiJ9.e30.x" },
      "host_not_allowed",
      'The Host header is "[redacted]".',
    ],
    [
      onLoopback,
      { host: "localhost", origin: "https://attacker.example" },
      "origin_not_allowed",
      "attacker.example",
    ],
    [onLoopback, { host: "localhost", origin: "null" }, "origin_not_allowed", '"null"'],
    [
      onNetwork,
      { host: "attacker.example" },
      "host_not_allowed",
      "one of the hosts 192.0.2.1, EKS-Auth.example.org, 2001:db8::1. If clients use another, add it to listen.publicHosts.",
    ],
    [onNetwork, { host: "localhost" }, "host_not_allowed", "localhost"],
    [onNetwork, { host: "127.0.0.1:8480" }, "host_not_allowed", "127.0.0.1"],
    [onNetwork, { host: "a.eks-auth.example.org" }, "host_not_allowed", "a.eks"],
    [onNetwork, { host: "eks-auth.example.org, localhost" }, "host_not_allowed", "localhost"],
    [
      onNetwork,
      { host: "eks-auth.example.org", origin: "http://localhost" },
      "origin_not_allowed",
      "only a service on a loopback address",
    ],
  ])("%j rejects %j, and says why", (hosts, headers, code, message) => {
    expect(() => check(hosts, headers)).toThrow(
      expect.objectContaining({ name: "AccessDenied", status: 403 }),
    );
    expect(rejected).toEqual([{ code, answer: "AccessDenied", message: expect.stringContaining(message) }]);
  });

  it("compares with the public hosts at the time of the request", () => {
    let hosts: string[] | undefined = ["a.example"];
    const rule = createHostRule({ listensOn: "127.0.0.1", publicHosts: () => hosts }, () => {});
    const request = { header: (name: string) => (name === "host" ? "a.example" : undefined) };
    rule(request);
    hosts = undefined;
    expect(() => rule(request)).toThrow();
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
