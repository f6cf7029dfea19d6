import { SocketAddress } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionRate, networkOf } from "../../src/node/connection-rate.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const countTaken = (rate: ConnectionRate, address: string, count: number) =>
  Array.from({ length: count }, () => rate.tryTake(address)).filter(Boolean).length;

test("an address can open its burst at once, then its rate, and no other has less because of it", () => {
  const rate = new ConnectionRate({ perSecond: 100, burst: 500 });
  expect(countTaken(rate, "192.0.2.1", 1_000)).toBe(500);
  expect(countTaken(rate, "192.0.2.2", 500)).toBe(500);
  vi.advanceTimersByTime(1_000);
  expect(countTaken(rate, "192.0.2.1", 1_000)).toBe(100);
});

test("an IPv6 host has no more by using many addresses", () => {
  const rate = new ConnectionRate({ perSecond: 1, burst: 2 });
  const taken = ["2001:db8::1", "2001:db8::2", "2001:db8::3"].map((address) => rate.tryTake(address));
  expect(taken).toEqual([true, true, false]);
  expect(rate.tryTake("2001:db8:0:1::1")).toBe(true);
});

test("the 10,000 addresses that connected last are remembered", () => {
  const rate = new ConnectionRate({ perSecond: 1, burst: 1 });
  const addressOf = (index: number) => `10.0.${index >> 8}.${index & 255}`;
  for (let index = 0; index < 10_000; index += 1) {
    rate.tryTake(addressOf(index));
  }
  // Also a connection that is refused is the last one of its address.
  expect(rate.tryTake(addressOf(0))).toBe(false);
  rate.tryTake("192.0.2.1");
  expect(rate.tryTake(addressOf(0))).toBe(false);
  expect(rate.tryTake(addressOf(1))).toBe(true);
});

describe("the network of an address", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
    ["::1", "0:0:0:0"],
    ["2001:db8::", "2001:db8:0:0"],
    ["1::3:4:5:6:7:8", "1:0:3:4"],
    ["1:2:3:4:5:6:7::", "1:2:3:4"],
    ["fe80::1%eth0", "fe80:0:0:0"],
  ])("%s is in %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("is the first 64 bits of an IPv6 address, however it is written", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const groups = fc.array(group, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (values) => {
        const full = values.map((value) => value.toString(16));
        const { address } = new SocketAddress({ address: full.join(":"), family: "ipv6" });
        fc.pre(!address.includes("."));
        expect(networkOf(address)).toBe(full.slice(0, 4).join(":"));
      }),
    );
  });
});
