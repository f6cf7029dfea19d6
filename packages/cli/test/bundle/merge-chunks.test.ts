import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chunk, mergeChunks } from "../../bundle/merge-chunks.ts";

const unlimited = { maxChunks: 1, maxAddedBytes: Number.MAX_SAFE_INTEGER };

function chunk(
  name: string,
  size: number,
  imports: readonly string[],
  kind: string | undefined = "shared",
): Chunk {
  return { name, size, imports, weight: 0, kind };
}

function entry(name: string, imports: readonly string[], weight = 1): Chunk {
  return { name, size: 1, imports, weight, kind: undefined };
}

test("merges the smallest chunk with the one that the same entries load, although another is smaller", () => {
  const chunks = [
    entry("serve", ["small", "large"]),
    entry("agent", ["other"]),
    chunk("small", 10, []),
    chunk("large", 1000, []),
    chunk("other", 20, []),
  ];
  expect(mergeChunks(chunks, { ...unlimited, maxChunks: 4 })).toContainEqual(["large", "small"]);
});

test("keeps what an important entry loads small", () => {
  const chunks = [
    entry("help", ["a"], 1000),
    entry("serve", ["a", "b", "c"]),
    entry("agent", ["c"]),
    chunk("a", 10, []),
    chunk("b", 20, []),
    chunk("c", 30, []),
  ];
  expect(mergeChunks(chunks, { maxChunks: 1, maxAddedBytes: 500 })).toEqual([
    ["help"],
    ["serve"],
    ["agent"],
    ["a"],
    ["c", "b"],
  ]);
});

test("stops at the number of chunks, and at the limit of added bytes", () => {
  const chunks = [entry("x", ["a"]), entry("y", ["b"]), chunk("a", 10, []), chunk("b", 20, [])];
  expect(mergeChunks(chunks, { ...unlimited, maxChunks: 4 })).toHaveLength(4);
  expect(mergeChunks(chunks, { ...unlimited, maxChunks: 3 })).toHaveLength(3);
  // x would load 20 more, y 10 more.
  expect(mergeChunks(chunks, { maxChunks: 1, maxAddedBytes: 29 })).toHaveLength(4);
  expect(mergeChunks(chunks, { maxChunks: 1, maxAddedBytes: 30 })).toHaveLength(3);
});

test("chunks of different kinds, and without a kind, are not merged", () => {
  const chunks = [chunk("a", 1, [], "npm"), chunk("b", 1, [], "shared"), entry("x", []), entry("y", [])];
  expect(mergeChunks(chunks, unlimited)).toHaveLength(4);
});

test("two chunks are not merged if one needs the other through a third", () => {
  const chunks = [
    entry("x", ["a"]),
    chunk("a", 1, ["b"], "one"),
    chunk("b", 2, ["c"], "two"),
    chunk("c", 3, [], "one"),
  ];
  expect(mergeChunks(chunks, unlimited)).toHaveLength(4);
});

/** Chunks that import only earlier ones. */
const graphs = fc
  .array(
    fc.record({
      size: fc.nat(100),
      imports: fc.array(fc.nat(20), { maxLength: 3 }),
      weight: fc.constantFrom(0, 0, 1, 5),
      kind: fc.constantFrom("a", "b", undefined),
    }),
    { maxLength: 12 },
  )
  .map((chunks) =>
    chunks.map(
      ({ imports, ...rest }, index): Chunk => ({
        ...rest,
        name: String(index),
        imports: imports.filter((other) => other < index).map(String),
      }),
    ),
  );

test("each chunk stays in one group with others of its kind, and no group needs itself through another", () => {
  fc.assert(
    fc.property(graphs, fc.nat(12), fc.nat(500), (chunks, maxChunks, maxAddedBytes) => {
      const groups = mergeChunks(chunks, { maxChunks, maxAddedBytes });
      expect(groups.flat().sort()).toEqual(chunks.map(({ name }) => name).sort());
      const byName = new Map(chunks.map((one) => [one.name, one]));
      for (const group of groups) {
        expect(new Set(group.map((name) => byName.get(name)?.kind)).size).toBe(1);
      }
      const groupOf = (name: string): number => groups.findIndex((group) => group.includes(name));
      const needs = groups.map((group) => [
        ...new Set(group.flatMap((name) => byName.get(name)?.imports ?? []).map(groupOf)),
      ]);
      for (const [index] of groups.entries()) {
        const reached = new Set<number>();
        const visit = (from: number): void => {
          for (const next of needs[from] ?? []) {
            if (next !== from && !reached.has(next)) {
              reached.add(next);
              visit(next);
            }
          }
        };
        visit(index);
        expect(reached.has(index)).toBe(false);
      }
    }),
  );
});
