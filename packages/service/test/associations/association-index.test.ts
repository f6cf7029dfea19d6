import { setImmediate } from "node:timers/promises";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Association } from "../../src/associations/association.ts";
import { AssociationIndex } from "../../src/associations/association-index.ts";
import { globToRegExp } from "./glob-to-reg-exp.ts";

/** Creates an association for names written as `namespace/serviceAccount`. */
function associate(text: string): Association {
  const [namespace = "", serviceAccount = ""] = text.split("/");
  return { namespace, serviceAccount, id: text } as Association;
}

async function find(
  texts: readonly string[],
  namespace: string,
  serviceAccount: string,
): Promise<string | undefined> {
  return (await new AssociationIndex(texts.map(associate)).find(namespace, serviceAccount))?.id;
}

/** The documented rule, applied to every association. */
function scan(texts: readonly string[], name: string): string | undefined {
  const isGlob = (text: string | undefined) => /[*?]/.test(text ?? "");
  const rank = (text: string): (number | string)[] => {
    const [namespace, serviceAccount] = text.split("/");
    const kind = isGlob(namespace) ? (isGlob(serviceAccount) ? 3 : 2) : isGlob(serviceAccount) ? 1 : 0;
    return [kind, -text.replaceAll(/[*?]/g, "").length, text.split("*").length, text];
  };
  const isBefore = (one: string, other: string): boolean => {
    const [left, right] = [rank(one), rank(other)];
    const difference = left.findIndex((value, index) => value !== right[index]);
    return difference !== -1 && (left[difference] ?? 0) < (right[difference] ?? 0);
  };
  return texts
    .filter((text) => globToRegExp(text).test(name))
    .reduce<string | undefined>(
      (best, text) => (best === undefined || isBefore(text, best) ? text : best),
      undefined,
    );
}

describe("finds what a scan of all associations finds", () => {
  const glob = (letters: string[], maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });

  test.each<[string, string[], string[]]>([
    ["few letters, many wildcards", ["a", "b", "*", "?"], ["a", "b"]],
    ["few wildcards", ["a", "a", "b", "b", "a", "b", "a", "b", "*"], ["a", "b"]],
    ["one letter, stars", ["a", "a", "*"], ["a"]],
  ])("%s", async (_name, letters, nameLetters) => {
    const names = fc.tuple(glob(letters, 7), glob(letters, 7)).map((parts) => parts.join("/"));
    const texts = fc.uniqueArray(names, { maxLength: 40 });
    const queries = fc.array(fc.tuple(glob(nameLetters, 8), glob(nameLetters, 8)), {
      minLength: 1,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(texts, queries, async (associations, asked) => {
        const index = new AssociationIndex(associations.map(associate));
        for (const [namespace, serviceAccount] of asked) {
          const found = await index.find(namespace, serviceAccount);
          expect(found?.id).toBe(scan(associations, `${namespace}/${serviceAccount}`));
        }
      }),
      { numRuns: randomRuns({ short: 150, long: 1_500 }) },
    );
  });
});

describe("a name that Kubernetes does not allow finds nothing", () => {
  test.each([
    ["a/b", "c"],
    ["a", "b/c"],
    ["__proto__", "constructor"],
    ["", ""],
  ])("%j, %j", async (namespace, serviceAccount) => {
    expect(await find(["a/b", "a/*", "*/c", "a*/?*"], namespace, serviceAccount)).toBeUndefined();
  });
});

test("the order of the associations does not matter", async () => {
  const texts = ["*/cart", "shop/*", "shop/c*", "*/*", "sh?p/cart"];
  expect(await find(texts, "shop", "cart")).toBe("shop/c*");
  expect(await find(texts.toReversed(), "shop", "cart")).toBe("shop/c*");
});

test("globs with many stars are fast", async () => {
  const letters = "abcdefghij";
  const texts = Array.from(letters, (letter) => `${`${letter}*`.repeat(20)}z/${"a*".repeat(60)}${letter}z`);
  const stars = ["a*", "*a*", "*a*a*", "*a*a*a*", "*a*a*a*a*b"].map((text) => `n*/${text}z`);
  const index = new AssociationIndex([...texts, ...stars].map(associate));
  // Trying every combination of the stars would never end.
  for (let query = 0; query < 20; query++) {
    expect(await index.find(`n${"a".repeat(62)}`, "a".repeat(253))).toBeUndefined();
  }
});

/** With the size of `npm run test:long`, a scan would compare two thousand million associations, and exceed the time limit. */
describe("a look-up takes as long among many associations as among few", () => {
  test.each<[string, (index: number) => string, (index: number) => [string, string]]>([
    ["exact names", (index) => `ns-${index}/app`, (index) => [`ns-${index}`, "app"]],
    ["prefixes", (index) => `ns-${index}-*/app-*`, (index) => [`ns-${index}-a`, "app-b"]],
    ["suffixes", (index) => `*-${index}/*-app`, (index) => [`team-${index}`, "my-app"]],
    ["exact accounts in one glob", (index) => `team-*/app-${index}`, (index) => ["team-a", `app-${index}`]],
  ])("%s", async (_name, write, ask) => {
    const size = randomRuns({ short: 10_000, long: 50_000 });
    const index = new AssociationIndex(Array.from({ length: size }, (_, each) => associate(write(each))));
    const wrong = [];
    for (let query = 0; query < size; query++) {
      if (query % 1000 === 0) {
        // Lets the test's time limit end a loop that is too slow.
        await setImmediate();
      }
      const found = await index.find(...ask(query));
      if (found?.id !== write(query)) {
        wrong.push(found?.id);
      }
    }
    expect(wrong).toEqual([]);
  });
});
