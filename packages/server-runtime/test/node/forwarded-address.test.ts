import fc from "fast-check";
import { expect, test } from "vitest";
import { AddressList, normalizeAddress } from "../../src/node/address-list.ts";
import { findForwardedAddress } from "../../src/node/forwarded-address.ts";

const trusted = new AddressList("trustedProxies", ["10.0.0.0/8", "2001:db8::/32"]);

test.each([
  ["of one proxy", "192.0.2.1", "192.0.2.1"],
  ["of several proxies", "192.0.2.1, 10.0.0.2, 2001:db8::2", "192.0.2.1"],
  ["after what the client made up", "10.9.9.9, 203.0.113.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"],
  ["after what the client made up and is no address", "<script>, , 192.0.2.1", "192.0.2.1"],
  ["without spaces", "203.0.113.9,192.0.2.1", "192.0.2.1"],
  ["with tabs", "203.0.113.9\t,\t192.0.2.1\t", "192.0.2.1"],
  ["with a port", "192.0.2.1:4711", "192.0.2.1"],
  ["of IPv6", "2001:DB9:0::1", "2001:db9::1"],
  ["of IPv6 in brackets", "[2001:db9::1]", "2001:db9::1"],
  ["of IPv6 with a port", "[2001:db9::1]:4711", "2001:db9::1"],
  ["of IPv4 mapped to IPv6", "::ffff:192.0.2.1", "192.0.2.1"],
  ["before a proxy of IPv4 mapped to IPv6", "192.0.2.1, ::ffff:10.0.0.2", "192.0.2.1"],
  ["that is a proxy itself", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
])("an address %s is found", (_, header, address) => {
  expect(findForwardedAddress(header, trusted)).toBe(address);
});

test.each([
  "",
  " ",
  ",",
  "192.0.2.1,",
  "unknown",
  "_hidden",
  "192.0.2.1, unknown",
  "192.0.2.1, unknown, 10.0.0.2",
  "192.0.2.1,, 10.0.0.2",
  "192.0.2.1 10.0.0.2",
  "192.0.2.256",
  "192.0.2.1:",
  "192.0.2.1:123456",
  "192.0.2.1:http",
  "2001:db9::1]:80",
  "[2001:db9::1",
  "[2001:db9::1]80",
  "[192.0.2.1]",
  "[2001:db9::1%eth0]",
  "fe80::1%eth0",
  '"192.0.2.1"',
  "for=192.0.2.1",
])("no address is found in %j", (header) => {
  expect(findForwardedAddress(header, trusted)).toBeUndefined();
});

const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => normalizeAddress(text) ?? "");
const client = address.filter((text) => !trusted.includes(text));
const proxy = fc.oneof(
  fc.tuple(fc.nat(255), fc.nat(255)).map(([third, fourth]) => `10.0.${third}.${fourth}`),
  fc.nat(65_535).map((group) => `2001:db8::${group.toString(16)}`),
);

function writeEntry(text: string, port: number | undefined): string {
  const host = text.includes(":") && port !== undefined ? `[${text}]` : text;
  return port === undefined ? host : `${host}:${port}`;
}

test("what the client sent never changes what the proxies added", () => {
  const port = fc.option(fc.nat(65_535), { nil: undefined });
  fc.assert(
    fc.property(fc.string(), client, port, fc.array(proxy), (sent, from, ofPort, proxies) => {
      const header = [sent, writeEntry(from, ofPort), ...proxies].join(", ");
      expect(findForwardedAddress(header, trusted)).toBe(from);
    }),
  );
});

test("of any text, the result is an address in the header or undefined", () => {
  const entry = fc.oneof(address, proxy, fc.string(), fc.constantFrom("", " ", "unknown"));
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const found = findForwardedAddress(entries.join(","), trusted);
      expect(found === undefined || normalizeAddress(found) === found).toBe(true);
    }),
  );
});

test("a long header of trusted addresses takes linear time", () => {
  const header = Array<string>(1_500).fill("10.0.0.1").join(", ");
  expect(findForwardedAddress(`192.0.2.1, ${header}`, trusted)).toBe("192.0.2.1");
});
