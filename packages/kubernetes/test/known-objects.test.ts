import fc from "fast-check";
import { expect, test } from "vitest";
import { KnownObjects } from "../src/known-objects.ts";

const names = ["a", "b", "c"] as const;

/** What happens to one of three names: an object of one of two UIDs, in one of two versions. */
const step = fc.record({
  kind: fc.constantFrom("set", "delete", "list"),
  name: fc.constantFrom(...names),
  namespace: fc.constantFrom(undefined, "one"),
  uid: fc.constantFrom("uid-1", "uid-2"),
  resourceVersion: fc.constantFrom("7", "17"),
});

test("is the same as a plain map of objects, whatever happens", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const known = new KnownObjects();
      const model = new Map<string, { uid: string; version: string; isListed: boolean }>();
      for (const { kind, ...metadata } of steps) {
        const { namespace, name, uid, resourceVersion } = metadata;
        const key = `${namespace}/${name}`;
        const before = model.get(key);
        const version = `${uid} ${resourceVersion}`;
        if (kind === "set") {
          const { isNew, replaced } = known.set({ metadata: { ...metadata, creationTimestamp: "" } });
          expect(isNew).toBe(before?.version !== version);
          const isReplaced = before !== undefined && before.uid !== uid;
          expect(replaced).toEqual(isReplaced ? { namespace, name, uid: before.uid } : undefined);
          model.set(key, { uid, version, isListed: true });
        } else if (kind === "delete") {
          const isKnown = before?.uid === uid;
          expect(known.delete({ namespace, name, uid })).toBe(isKnown);
          if (isKnown) {
            model.delete(key);
          }
        } else {
          known.startList();
          for (const entry of model.values()) {
            entry.isListed = false;
          }
        }
        expect(known.count).toBe(model.size);
      }
      const missing = [...known.findMissing()].flatMap((entry) => entry ?? []);
      const expected = [...model].filter(([, { isListed }]) => !isListed).map(([key]) => key);
      expect(missing.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual(expected.sort());
    }),
  );
});

test("has room for many objects, and deletes what a list lacks", () => {
  const known = new KnownObjects();
  const set = (index: number) =>
    known.set({
      metadata: { name: `n${index}`, uid: `u${index}`, resourceVersion: "1", creationTimestamp: "" },
    });
  for (let index = 0; index < 3_000; index++) {
    set(index);
  }
  known.startList();
  for (let index = 0; index < 3_000; index += 2) {
    expect(set(index)).toEqual({ isNew: false });
  }
  for (const key of known.findMissing()) {
    expect(key === undefined || known.delete(key)).toBe(true);
  }
  expect(known.count).toBe(1_500);
});
