import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressList, normalizeAddress } from "../../src/node/address-list.ts";

/** The bits of an address as a number, IPv4 as IPv4-mapped. A second implementation for the comparison. */
function toBits(address: string): bigint {
  const groups = (
    URL.parse(`http://[${address.includes(":") ? address : `::ffff:${address}`}]`)?.hostname ?? ""
  )
    .slice(1, -1)
    .split("::")
    .map((side) => side.split(":").filter(Boolean));
  const [left = [], right = []] = groups;
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();

test.each([
  ["10.1.2.3", ["10.1.2.3", "::ffff:10.1.2.3", "::FFFF:0A01:0203"], ["10.1.2.4", "::10.1.2.3", "::1"]],
  ["10.0.0.0/8", ["10.255.0.1", "::ffff:10.0.0.1"], ["11.0.0.0", "2001:db8::1"]],
  ["10.9.9.9/8", ["10.0.0.1"], ["9.255.255.255"]],
  ["0.0.0.0/0", ["203.0.113.1"], ["2001:db8::1"]],
  ["::ffff:10.0.0.0/104", ["10.0.0.1", "::ffff:10.1.0.1"], ["11.0.0.1"]],
  ["2001:DB8::/33", ["2001:db8:7fff::1"], ["2001:db8:8000::1", "10.0.0.1"]],
  ["::1", ["::1", "0:0:0:0:0:0:0:1"], ["127.0.0.1"]],
  ["fe80::/10", ["fe80::1%eth0"], ["fec0::1"]],
])("%s has the right addresses", (entry, inside, outside) => {
  const list = new AddressList("trustedProxies", ["192.0.2.0/24", entry]);
  expect(inside.filter((address) => !list.includes(address))).toEqual([]);
  expect(outside.filter((address) => list.includes(address))).toEqual([]);
});

test.each([
  "",
  "/",
  "10.0.0.0/",
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0.0/8/8",
  "10.0.0.0/ 8",
  "10.0.0.0/8.0",
  "10.0.0.0/255.0.0.0",
  "10.0.0",
  "010.0.0.1",
  " 10.0.0.1",
  "10.0.0.1:80",
  "[::1]",
  "::1/129",
  "::ffff:10.0.0.0/95",
  "fe80::1%eth0",
  "loopback",
  "proxy.example",
])("%j is no address and no network", (entry) => {
  expect(() => new AddressList("trustedProxies", ["::1", entry])).toThrow(
    new TypeError(
      `The option trustedProxies must have addresses and networks, such as 10.1.2.3 and 10.0.0.0/8: ${JSON.stringify(entry)} is neither`,
    ),
  );
});

test("a network has the addresses with its first bits", () => {
  const network = fc.oneof(
    fc.record({ address: ipv4, length: fc.integer({ min: 1, max: 32 }) }),
    fc.record({ address: ipv6, length: fc.integer({ min: 1, max: 128 }) }),
  );
  fc.assert(
    fc.property(network, fc.oneof(ipv4, ipv6), ({ address, length }, other) => {
      const list = new AddressList("trustedProxies", [`${address}/${length}`]);
      const shift = BigInt((address.includes(":") ? 128 : 32) - length);
      expect(list.includes(address)).toBe(true);
      expect(list.includes(other)).toBe(toBits(address) >> shift === toBits(other) >> shift);
    }),
  );
});

describe("normalizeAddress", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["0:0:0:0:0:FFFF:192.0.2.1", "192.0.2.1"],
    ["2001:DB8:0::1", "2001:db8::1"],
    ["::ffff:0:192.0.2.1", "::ffff:0:c000:201"],
    ["::192.0.2.1", "::192.0.2.1"],
    ["fe80::1%eth0", undefined],
    ["192.0.2.1:80", undefined],
    ["[::1]", undefined],
    ["unknown", undefined],
    ["", undefined],
  ])("%j becomes %j", (text, address) => {
    expect(normalizeAddress(text)).toBe(address);
  });

  test("has one spelling for all spellings of an address", () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (text) => {
        const address = normalizeAddress(text) ?? "";
        expect(toBits(address)).toBe(toBits(text));
        expect(normalizeAddress(address)).toBe(address);
        expect(normalizeAddress(text.toUpperCase())).toBe(address);
      }),
    );
  });
});
