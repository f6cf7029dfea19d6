import fc from "fast-check";
import { expect, test } from "vitest";
import { isExcluded } from "../src/no-proxy.ts";

/** The tests of Go's httpproxy, except those of loopback addresses, which `findProxy` leaves out. */
const entries =
  "foobar.com, .barbaz.net, *.wildcard.io, 192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, " +
  "2001:db8::52:0:1, [2001:db8::52:0:2]:443, [2001:db8::52:0:3]:80, 2002:db8:a::45/64";

test.each([
  ["::2", false],
  ["192.168.1.1", true],
  ["192.168.1.2", false],
  ["192.168.1.3", true],
  ["192.168.1.4", false],
  ["10.0.0.2", true],
  ["10.0.0.4", false],
  ["2001:db8::52:0:1", true],
  ["2001:db8::52:0:2", false],
  ["2001:db8::52:0:3", true],
  ["2002:db8:a::123", true],
  ["fe80::424b:c8be:1643:a1b6", false],
  ["barbaz.net", false],
  ["www.barbaz.net", true],
  ["foobar.com", true],
  ["www.foobar.com", true],
  ["foofoobar.com", false],
  ["baz.com", false],
  ["localhost.net", false],
  ["barbarbaz.net", false],
  ["wildcard.io", false],
  ["nested.wildcard.io", true],
  ["awildcard.io", false],
])("as in Go, the entries exclude %s: %s", (host, expected) => {
  expect(isExcluded(entries, host, "80")).toBe(expected);
});

test.each([
  ["*", "example.org", true],
  ["other.org,*", "10.0.0.1", true],
  ["", "example.org", false],
  [" , ", "example.org", false],
  [".", "example.org", false],
  ["EXAMPLE.org", "example.org", true],
  ["example.org:443", "example.org", true],
  ["example.org:80", "example.org", false],
  ["a.org b.org", "b.org", true],
  ["münchen.example", "xn--mnchen-3ya.example", true],
  ["[fd00:ec2::23]", "fd00:ec2::23", true],
  ["FD00:EC2:0::23", "fd00:ec2::23", true],
  ["0.0.0.0/0", "198.51.100.1", true],
  ["0.0.0.0/0", "fd00::1", false],
  ["::/0", "fd00::1", true],
  // Not CIDR ranges, so they are names that no host has.
  ["10.0.0.0/33", "10.0.0.0", false],
  ["10.0.0/8", "10.0.0.1", false],
  ["fd00::/129", "fd00::", false],
  ["/8", "10.0.0.1", false],
])("%j excludes %s at port 443: %s", (noProxy, host, expected) => {
  expect(isExcluded(noProxy, host, "443")).toBe(expected);
});

test("a CIDR range excludes exactly the addresses with its prefix", () => {
  fc.assert(
    fc.property(
      fc.nat(0xffffffff),
      fc.nat(0xffffffff),
      fc.integer({ min: 0, max: 32 }),
      (network, host, size) => {
        const mask = size === 0 ? 0n : (0xffffffffn << BigInt(32 - size)) & 0xffffffffn;
        const isInside = (BigInt(network) & mask) === (BigInt(host) & mask);
        expect(isExcluded(`${toAddress(network)}/${size}`, toAddress(host), "443")).toBe(isInside);
      },
    ),
  );
});

test("no text makes it throw", () => {
  const noise = fc.stringMatching(/^[0-9a-f.:/[\]*%, -]{0,40}$/);
  fc.assert(
    fc.property(
      fc.oneof(noise, fc.string()),
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()),
      (noProxy, host) => {
        expect(() => isExcluded(noProxy, host, "443")).not.toThrow();
      },
    ),
  );
});

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join(".");
}
