import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GlobIndex } from "../../src/associations/glob-index.ts";
import { globToRegExp } from "./glob-to-reg-exp.ts";

const glob = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 7 });
/** Few values, so that many globs have the same. It must be the same each time that a glob is added. */
const precedenceOf = (pattern: string): number => pattern.length % 3;

function never(): never {
  throw new Error("The search was ended.");
}

function scan(globs: ReadonlyMap<string, number>, name: string): number | undefined {
  const matching = [...globs.keys()].filter((pattern) => globToRegExp(pattern).test(name));
  const [best] = matching.sort(
    (one, other) => precedenceOf(one) - precedenceOf(other) || (one < other ? -1 : 1),
  );
  return best === undefined ? undefined : globs.get(best);
}

test("finds what a scan of all globs finds, after any changes", () => {
  const changes = fc.array(fc.tuple(fc.boolean(), glob), { maxLength: 60 });
  fc.assert(
    fc.property(changes, fc.array(text, { minLength: 5, maxLength: 10 }), (steps, names) => {
      const index = new GlobIndex<number>();
      const model = new Map<string, number>();
      for (const [value, [isAdded, pattern]] of steps.entries()) {
        if (isAdded) {
          index.set(pattern, precedenceOf(pattern), value);
          model.set(pattern, value);
        } else {
          index.delete(pattern);
          model.delete(pattern);
        }
        expect(index.get(pattern)).toBe(model.get(pattern));
      }
      expect(index.size).toBe(model.size);
      for (const name of names) {
        expect(index.search(name, never)).toBe(scan(model, name));
      }
    }),
    { numRuns: randomRuns({ short: 250, long: 3_000 }) },
  );
});

test("many globs are added, found and removed, each fast", () => {
  const index = new GlobIndex<number>();
  const count = randomRuns({ short: 20_000, long: 100_000 });
  let wrong = 0;
  for (let number = 0; number < count; number++) {
    index.set(`app-${number}-*`, 5, number);
  }
  for (let number = 0; number < count; number++) {
    wrong += index.search(`app-${number}-x`, never) === number ? 0 : 1;
    index.delete(`app-${number}-*`);
  }
  expect(wrong).toBe(0);
  expect(index.size).toBe(0);
  expect(index.search("app-7-x", never)).toBeUndefined();
});
