import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FairCache } from "../../src/core/fair-cache.ts";

/** Sets entries of clients, in this order: `a1` is entry 1 of client a. @returns the cache, and the evicted entries */
function fill(max: number, keys: readonly string[]) {
  const evicted: string[] = [];
  const cache = new FairCache<string, string>(max, (value, key) => {
    expect(value).toBe(key);
    evicted.push(key);
  });
  for (const key of keys) {
    cache.set(key, key, key.charAt(0));
  }
  return { cache, evicted };
}

describe("a full cache", () => {
  test("removes the least recently used entry of the only client", () => {
    const { cache, evicted } = fill(3, ["a1", "a2", "a3"]);
    expect(cache.get("a1")).toBe("a1");
    cache.set("a4", "a4", "a");
    expect(evicted).toEqual(["a2"]);
    expect(cache.size).toBe(3);
  });

  test("removes the least recently used entry of all if each client has one", () => {
    const { cache, evicted } = fill(3, ["a1", "b1", "c1"]);
    cache.get("a1");
    cache.set("d1", "d1", "d");
    expect(evicted).toEqual(["b1"]);
  });

  test("removes an entry of the client with the most", () => {
    expect(fill(4, ["a1", "a2", "a3", "b1", "c1"]).evicted).toEqual(["a1"]);
    expect(fill(4, ["b1", "a1", "a2", "a3", "a4", "a5"]).evicted).toEqual(["a1", "a2"]);
  });
});

test("a cleared cache is empty, and can be filled again", () => {
  const { cache, evicted } = fill(3, ["a1", "a2", "b1"]);
  cache.clear();
  expect([cache.size, [...cache.clients()], evicted]).toEqual([0, [], []]);
  cache.set("c1", "c1", "c");
  expect(cache.get("c1")).toBe("c1");
});

test("a client without entries has none", () => {
  const { cache } = fill(1, ["a1", "b1"]);
  expect(["a", "b"].map((client) => [...cache.entriesOf(client)])).toEqual([[], [["b1", "b1"]]]);
});

test("an entry that is set again counts for the client that set it last", () => {
  const { cache, evicted } = fill(3, ["a1", "a2"]);
  cache.set("a1", "new", "b");
  expect(cache.get("a1")).toBe("new");
  expect([[...cache.entriesOf("a")], [...cache.entriesOf("b")]]).toEqual([[["a2", "a2"]], [["a1", "new"]]]);
  expect(evicted).toEqual([]);
});

test("a client without entries takes no memory", () => {
  const { cache } = fill(3, ["a1", "b1"]);
  cache.delete("a1");
  cache.delete("a1");
  expect([...cache.clients()]).toEqual(["b"]);
  expect([...cache.entriesOf("a"), cache.get("a1"), cache.size]).toEqual([undefined, 1]);
});

/** The same rule, written down as it reads. */
class SlowCache {
  /** The least recently used first. */
  entries: { readonly key: string; readonly client: string }[] = [];
  /** The clients that used, added or lost an entry; the least recent first. */
  clients: string[] = [];
  readonly evicted: string[] = [];
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string): void {
    const entry = this.entries.find((candidate) => candidate.key === key);
    this.delete(key);
    this.entries.push(...(entry ? [entry] : []));
  }

  delete(key: string): void {
    const entry = this.entries.find((candidate) => candidate.key === key);
    if (entry !== undefined) {
      this.entries = this.entries.filter((candidate) => candidate !== entry);
      this.#putLast(entry.client);
    }
  }

  set(key: string, _value: unknown, client: string): void {
    this.delete(key);
    this.entries.push({ key, client });
    this.#putLast(client);
    if (this.entries.length > this.#max) {
      const most = Math.max(...this.clients.map((candidate) => this.keysOf(candidate).length));
      const largest = this.clients.find((candidate) => this.keysOf(candidate).length === most) ?? "";
      const [oldest = ""] = this.keysOf(largest);
      this.evicted.push(oldest);
      this.delete(oldest);
    }
  }

  keysOf(client: string): string[] {
    return this.entries.filter((entry) => entry.client === client).map((entry) => entry.key);
  }

  #putLast(client: string): void {
    this.clients = [...this.clients.filter((candidate) => candidate !== client), client];
  }
}

const client = fc.constantFrom("a", "b", "c", "d");
const key = fc.nat(30).map(String);
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ name: fc.constant("set" as const), key, client }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant("get" as const), key, client }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant("delete" as const), key, client }) },
);
const operations = fc.array(operation, { maxLength: 80, size: "max" });

test("does the same as the rule says, for any use", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), operations, (max, list) => {
      const evicted: string[] = [];
      const cache = new FairCache<string, number>(max, (_value, key) => evicted.push(key));
      const slow = new SlowCache(max);
      for (const [index, { name, key, client }] of list.entries()) {
        cache[name](key, index, client);
        slow[name](key, index, client);
      }
      expect(evicted).toEqual(slow.evicted);
      expect(cache.size).toBe(slow.entries.length);
      for (const client of ["a", "b", "c", "d"]) {
        expect(Array.from(cache.entriesOf(client), ([key]) => key)).toEqual(slow.keysOf(client));
      }
    }),
  );
});

test("a client below its share loses nothing, for any mix of other clients", () => {
  const max = 20;
  // Each number is a request of an attacker for another entry.
  const attack = fc.array(fc.nat(7), { minLength: 50, maxLength: 200, size: "max" });
  fc.assert(
    fc.property(attack, fc.nat(200), (attackers, start) => {
      const cache = new FairCache<string, string>(max);
      // Nine clients at most: two entries each.
      for (const [index, attacker] of attackers.entries()) {
        if (index === start % attackers.length) {
          cache.set("first", "first", "victim");
          cache.set("second", "second", "victim");
        }
        cache.set(`${index}`, "", `attacker ${attacker}`);
      }
      expect(Array.from(cache.entriesOf("victim"), ([key]) => key)).toEqual(["first", "second"]);
      expect(cache.size).toBe(Math.min(max, attackers.length + 2));
    }),
  );
});
