import fc from "fast-check";
import { expect, test } from "vitest";
import { considerAssociations } from "../../src/associations/consider-associations.ts";
import {
  type AssociationNames,
  associationKey,
  sortByPrecedence,
} from "../../src/associations/precedence.ts";
import { globToRegExp } from "./glob-to-reg-exp.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), minLength: 1, maxLength: 3 });
const names: fc.Arbitrary<AssociationNames> = fc.record({ namespace: text, serviceAccount: text });
const exactText = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
const podNames: fc.Arbitrary<AssociationNames> = fc.record({
  namespace: exactText,
  serviceAccount: exactText,
});

function storeOf(associations: readonly AssociationNames[]) {
  return { find: async () => undefined, names: () => associations };
}

test("the verdicts agree with the globs and with the association that is used", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(names, { selector: associationKey, maxLength: 12 }),
      podNames,
      (associations, pod) => {
        const isFor = ({ namespace, serviceAccount }: AssociationNames) =>
          globToRegExp(namespace).test(pod.namespace) &&
          globToRegExp(serviceAccount).test(pod.serviceAccount);
        const [used] = sortByPrecedence(associations.filter(isFor));
        const considered = considerAssociations(storeOf(associations), pod, used);
        expect(considered).toMatchObject({ omitted: 0, isComplete: true });
        expect(considered?.closest.map(associationKey).sort()).toEqual(
          associations.map(associationKey).sort(),
        );
        expect(considered?.closest.filter(({ verdict }) => verdict === "used")).toEqual(
          used === undefined ? [] : [{ ...used, verdict: "used" }],
        );
        for (const each of considered?.closest ?? []) {
          const isOther = each.verdict.startsWith("other");
          expect(isOther).toBe(!isFor(each));
        }
      },
    ),
  );
});

test("an association that matches but can't be used says so", () => {
  const pod = { namespace: "shop", serviceAccount: "cart" };
  expect(considerAssociations(storeOf([pod]), pod, undefined)?.closest).toEqual([
    { ...pod, verdict: "not_usable" },
  ]);
});

test("a store that can't list its associations has none to compare", () => {
  const pod = { namespace: "shop", serviceAccount: "cart" };
  expect(considerAssociations({ find: async () => undefined }, pod, pod)).toBeUndefined();
});

test("of many associations, the closest are listed, and those for the same service account come first", () => {
  const pod = { namespace: "shop", serviceAccount: "cart" };
  const others = Array.from({ length: 40 }, (_, index) => ({
    namespace: `team-${index}`,
    serviceAccount: index === 39 ? "cart" : "other",
  }));
  const considered = considerAssociations(storeOf([...others, pod]), pod, pod);
  expect(considered).toMatchObject({ omitted: 21, isComplete: true });
  expect(considered?.closest).toHaveLength(20);
  expect(considered?.closest.slice(0, 2)).toEqual([
    { ...pod, verdict: "used" },
    { namespace: "team-39", serviceAccount: "cart", verdict: "other_namespace" },
  ]);
});

test("of a store with more than 5,000 associations, the first are compared, and the one that is used", () => {
  const pod = { namespace: "shop", serviceAccount: "cart" };
  let read = 0;
  function* listNames() {
    for (; ; read++) {
      yield { namespace: `team-${read}`, serviceAccount: "other" };
    }
  }
  const store = { find: async () => undefined, names: listNames };
  const considered = considerAssociations(store, pod, pod);
  expect(considered).toMatchObject({ omitted: 4981, isComplete: false });
  expect(considered?.closest[0]).toEqual({ ...pod, verdict: "used" });
  expect(read).toBe(5000);
});

/** Compares 5,000 associations, each with a glob and a number as its service account. */
function compareWith(glob: string, serviceAccount: string): { compared: number; isComplete: boolean } {
  const pod = { namespace: "shop", serviceAccount };
  let compared = 0;
  function* listNames() {
    for (let index = 0; index < 5000; index++) {
      yield { namespace: "shop", serviceAccount: `${glob}${index}` };
      compared++;
    }
  }
  const store = { find: async () => undefined, names: listNames };
  const considered = considerAssociations(store, pod, pod);
  expect(considered?.closest[0]).toEqual({ ...pod, verdict: "used" });
  return { compared, isComplete: considered?.isComplete === true };
}

test.each([
  ["a star before a long literal", `*${"a".repeat(120)}b`, 20],
  ["no star, and a long common beginning", "a".repeat(248), 1100],
])("of a store whose globs are slow to compare, only the first are compared: %s", (_name, glob, most) => {
  const { compared, isComplete } = compareWith(glob, "a".repeat(253));
  expect(isComplete).toBe(false);
  expect(compared).toBeGreaterThan(most / 4);
  expect(compared).toBeLessThan(most);
});

test("of slow globs for namespaces, only the first are compared", () => {
  const pod = { namespace: "a".repeat(63), serviceAccount: "cart" };
  const associations = Array.from({ length: 5000 }, (_, index) => ({
    namespace: `*${"a".repeat(30)}b${index}`,
    serviceAccount: "*",
  }));
  expect(considerAssociations(storeOf(associations), pod, pod)).toMatchObject({ isComplete: false });
});

test.each(["other", "cart-", "cart-*-", "c?rt-*", "*", "*-other-"])(
  "5,000 associations like %s are all compared with a pod with a usual name",
  (glob) => {
    expect(compareWith(glob, "cart-controller")).toEqual({ compared: 5000, isComplete: true });
  },
);
