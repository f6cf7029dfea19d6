import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ResourceIndex } from "../../../src/associations/kubernetes/resource-index.ts";
import type { IndexedResource } from "../../../src/associations/kubernetes/resource-precedence.ts";
import { associationKey, sortByPrecedence } from "../../../src/associations/precedence.ts";
import { globToRegExp } from "../glob-to-reg-exp.ts";

function never(): never {
  throw new Error("The search was ended.");
}

/** Creates the resource of a service account in the namespace `shop`. */
function inShop(name: string, serviceAccount: string, createdAt = 0): IndexedResource {
  return { home: "shop", name, createdAt, namespace: "shop", serviceAccount };
}

function ofCluster(name: string, namespace: string, serviceAccount: string, createdAt = 0): IndexedResource {
  return { home: undefined, name, createdAt, namespace, serviceAccount };
}

/** The order that the documentation gives for the same names. */
function isBefore(one: IndexedResource, other: IndexedResource): boolean {
  if (one.createdAt !== other.createdAt) {
    return one.createdAt < other.createdAt;
  }
  return one.name === other.name ? one.home !== undefined : one.name < other.name;
}

function scan(resources: readonly IndexedResource[], namespace: string, serviceAccount: string) {
  const matching = resources.filter((resource) =>
    globToRegExp(associationKey(resource)).test(`${namespace}/${serviceAccount}`),
  );
  const [best] = sortByPrecedence([
    ...new Map(matching.map((resource) => [associationKey(resource), resource])).values(),
  ]);
  return matching
    .filter((resource) => best !== undefined && associationKey(resource) === associationKey(best))
    .reduce<IndexedResource | undefined>(
      (first, one) => (first === undefined || isBefore(one, first) ? one : first),
      undefined,
    );
}

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), minLength: 1, maxLength: 3 });
const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
const name = fc.constantFrom("one", "two", "three", "four");
const createdAt = fc.integer({ min: 0, max: 2 });
const resource: fc.Arbitrary<IndexedResource> = fc.oneof(
  fc
    .record({ home: text, name, createdAt, serviceAccount: pattern })
    .map((fields) => ({ ...fields, namespace: fields.home })),
  fc
    .record({ name, createdAt, namespace: pattern, serviceAccount: pattern })
    .map((fields) => ({ ...fields, home: undefined })),
);

test("finds what a scan of all resources finds, and says whose use changed, after any changes", () => {
  const changes = fc.array(fc.tuple(fc.boolean(), resource), { maxLength: 40 });
  const queries = fc.array(fc.tuple(text, text), { minLength: 5, maxLength: 10 });
  fc.assert(
    fc.property(changes, queries, (steps, asked) => {
      const index = new ResourceIndex<IndexedResource>();
      const model = new Map<string, IndexedResource>();
      const isUsed = (one: IndexedResource): boolean =>
        [...model.values()].every(
          (other) => other === one || associationKey(other) !== associationKey(one) || isBefore(one, other),
        );
      for (const [isSet, one] of steps) {
        const key = `${one.home ?? ""}/${one.name}`;
        const usedBefore = new Set([...model.values()].filter(isUsed));
        const affected = isSet ? index.set(one) : index.delete(one.home, one.name);
        if (isSet) {
          model.set(key, one);
        } else {
          model.delete(key);
        }
        expect(index.get(one.home, one.name)).toBe(model.get(key));
        for (const other of model.values()) {
          expect(index.winnerOf(other) === other).toBe(isUsed(other));
          if (other !== one && usedBefore.has(other) !== isUsed(other)) {
            expect(affected).toContain(other);
          }
        }
        expect(affected.length).toBeLessThanOrEqual(2);
      }
      expect(index.size).toBe(model.size);
      expect(new Set(index.all())).toEqual(new Set(model.values()));
      for (const [namespace, serviceAccount] of asked) {
        expect(index.find(namespace, serviceAccount, never)).toBe(
          scan([...model.values()], namespace, serviceAccount),
        );
      }
    }),
    { numRuns: randomRuns({ short: 150, long: 1_500 }) },
  );
});

describe("of resources for the same names", () => {
  test("the oldest is used, then the first by name, then that of the namespace", () => {
    const index = new ResourceIndex<IndexedResource>();
    const find = () => index.find("shop", "cart", never);
    index.set(ofCluster("a", "shop", "cart", 5));
    index.set(inShop("a", "cart", 5));
    expect(find()).toMatchObject({ home: "shop", name: "a" });
    index.set(inShop("z", "cart", 4));
    expect(find()).toMatchObject({ name: "z" });
    index.delete("shop", "z");
    index.delete("shop", "a");
    expect(find()).toMatchObject({ home: undefined, name: "a" });
  });
});

test("a name that Kubernetes does not allow finds nothing", () => {
  const index = new ResourceIndex<IndexedResource>();
  index.set(ofCluster("all", "*", "*"));
  expect(index.find("a/b", "c", never)).toBeUndefined();
  expect(index.find("__proto__", "constructor", never)).toMatchObject({ name: "all" });
});

describe("globs that were written to be slow", () => {
  const slow = Array.from({ length: 5_000 }, (_, number) => {
    const bits = number.toString(2).padStart(13, "0");
    return `${[...bits].map((bit) => (bit === "0" ? "aa*" : "a*a*")).join("")}b`;
  });
  const serviceAccount = "a".repeat(253);

  test("end only look-ups that need them, in their own namespace", () => {
    const index = new ResourceIndex<IndexedResource>();
    for (const [number, glob] of slow.entries()) {
      index.set(inShop(`slow-${number}`, glob));
    }
    index.set(inShop("exact", "cart"));
    index.set(ofCluster("all", "*", "*"));
    const ended: (string | undefined)[] = [];
    const onLimit = (namespace: string | undefined): never => {
      ended.push(namespace);
      throw new Error("ended");
    };
    expect(() => index.find("shop", serviceAccount, onLimit)).toThrow("ended");
    expect(ended).toEqual(["shop"]);
    expect(index.find("shop", "cart", never)).toMatchObject({ name: "exact" });
    expect(index.find("other", serviceAccount, never)).toMatchObject({ name: "all" });
  });
});

test("20,000 resources for the same names are added and removed, each fast", () => {
  const index = new ResourceIndex<IndexedResource>();
  const count = 20_000;
  for (let number = 0; number < count; number++) {
    index.set(inShop(`name-${number}`, "cart", -number));
  }
  expect(index.find("shop", "cart", never)).toMatchObject({ name: `name-${count - 1}` });
  for (let number = 0; number < count; number++) {
    index.delete("shop", `name-${number}`);
  }
  expect(index.find("shop", "cart", never)).toBeUndefined();
  expect([index.size, ...index.all()]).toEqual([0]);
});
