import { expect, test } from "vitest";
import type { CallersConfig } from "../../src/config/callers-config.ts";
import type { ListenConfig } from "../../src/config/listen-config.ts";
import { findListenProblems, isIpRange } from "../../src/config/listen-rules.ts";

const tls = { certificateFile: "/tls.crt", keyFile: "/tls.key", maxConnectionsPerSecondPerAddress: 100 };
const certificate = { caFile: "/ca.pem", callers: [] };
const publicHosts = ["eks-auth.example.org"];

function findKeys(settings: Partial<ListenConfig>, callers?: CallersConfig): string[] {
  const listen = { host: "127.0.0.1", port: 0, insecure: false, maxConnectionsPerAddress: 1, ...settings };
  return findListenProblems({ listen, callers }).map(({ path }) => path.join("."));
}

test.each<[Partial<ListenConfig>, CallersConfig | undefined]>([
  [{}, undefined],
  [{ host: "localhost" }, undefined],
  [{ host: "::1", tls }, undefined],
  [{ insecure: true }, undefined],
  [{ host: "192.0.2.1", tls }, {}],
  [{ host: "192.0.2.1", insecure: true }, {}],
  [{ host: "0.0.0.0", tls, publicHosts }, { certificate }],
  [{ publicHosts }, {}],
])("%j with the callers %j is allowed", (listen, callers) => {
  expect(findKeys(listen, callers)).toEqual([]);
});

test.each<[Partial<ListenConfig>, CallersConfig | undefined, string]>([
  [{ host: "0.0.0.0", tls }, undefined, "listen.host"],
  [{ host: "192.0.2.1", insecure: true }, undefined, "listen.host"],
  [{ host: "::ffff:127.0.0.1", tls }, undefined, "listen.host"],
  [{ host: "192.0.2.1" }, {}, "listen.host"],
  [{ publicHosts }, undefined, "listen.publicHosts"],
  [{ tls, insecure: true }, undefined, "listen.insecure"],
  [{ host: "0.0.0.0", tls }, {}, "listen.host"],
  [{ host: "::", tls }, {}, "listen.host"],
  [{ host: "0:0::0", tls }, {}, "listen.host"],
  [{ host: "::ffff:0.0.0.0", tls }, {}, "listen.host"],
  [{}, { certificate }, "callers.certificate"],
])("%j with the callers %j is refused at %3$s", (listen, callers, key) => {
  expect(findKeys(listen, callers)).toEqual([key]);
});

test("the address 0.0.0.0 without callers and TLS violates two rules, and each says how to fix it", () => {
  const listen = { host: "0.0.0.0", port: 0, insecure: false, maxConnectionsPerAddress: 1 };
  expect(findListenProblems({ listen })).toEqual([
    {
      path: ["listen", "host"],
      message: expect.stringContaining("Configure callers, or listen on 127.0.0.1"),
    },
    {
      path: ["listen", "host"],
      message: expect.stringContaining("Set listen.tls, or listen.insecure: true"),
    },
  ]);
});

test.each(["10.0.0.0/8", "10.0.0.0/0", "192.0.2.1", "fd00::/8", "::1", "::/128"])("%s is a range", (text) => {
  expect(isIpRange(text)).toBe(true);
});

test.each([
  "",
  "/8",
  "10.0.0.0/",
  "10.0.0.0/33",
  "10.0.0/8",
  "fd00::/129",
  "10.0.0.0/8/8",
  "localhost",
  "10.0.0.0/-1",
])("%j is no range", (text) => {
  expect(isIpRange(text)).toBe(false);
});
