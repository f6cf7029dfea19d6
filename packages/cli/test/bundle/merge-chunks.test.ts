import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chunk, type Entry, mergeChunks } from "../../bundle/merge-chunks.ts";

function chunk(
  name: string,
  size: number,
  imports: readonly string[],
  kind: string | undefined = "shared",
): Chunk {
  return { name, size, imports, kind };
}

function entryChunk(name: string, imports: readonly string[], entry: Entry = {}): Chunk {
  return { name, size: 1, imports, kind: undefined, entry };
}

test("merges the smallest chunk with the one that the same entries load, although another is smaller", () => {
  const chunks = [
    entryChunk("serve", ["small", "large"]),
    entryChunk("agent", ["other"]),
    chunk("small", 10, []),
    chunk("large", 1000, []),
    chunk("other", 20, []),
  ];
  expect(mergeChunks(chunks, 4)).toContainEqual(["large", "small"]);
});

const commands = [chunk("a", 10, []), chunk("b", 20, []), chunk("c", 30, [])];

test("an entry loads no more than its limit, with what is loaded before it", () => {
  const list = (help: Entry, agent: Entry) =>
    mergeChunks(
      [
        entryChunk("help", ["a"], help),
        entryChunk("serve", ["a", "b", "c"]),
        entryChunk("agent", ["c"], agent),
        ...commands,
      ],
      1,
    ).filter((names) => names.length > 1);
  expect(list({}, {})).toEqual([["c", "b", "a"]]);
  expect(list({ maxBytes: 11 }, {})).toEqual([["c", "b"]]);
  // The agent's 31 bytes, then 11 of help.
  expect(list({ maxBytes: 11 }, { after: "help", maxBytes: 61 })).toEqual([]);
  expect(list({ maxBytes: 11 }, { after: "help", maxBytes: 62 })).toEqual([["c", "b"]]);
});

test("an entry that exceeds its limit without a merge loads no more than before", () => {
  const chunks = [entryChunk("help", ["a", "b"], { maxBytes: 5 }), entryChunk("agent", ["c"]), ...commands];
  expect(mergeChunks(chunks, 1)).toContainEqual(["b", "a"]);
  expect(mergeChunks(chunks, 1)).toContainEqual(["c"]);
});

test("stops at the number of chunks", () => {
  const chunks = [entryChunk("x", ["a"]), entryChunk("y", ["b"]), chunk("a", 10, []), chunk("b", 20, [])];
  expect(mergeChunks(chunks, 4)).toHaveLength(4);
  expect(mergeChunks(chunks, 3)).toHaveLength(3);
});

test("chunks of different kinds, and without a kind, are not merged", () => {
  const chunks = [
    chunk("a", 1, [], "npm"),
    chunk("b", 1, [], "shared"),
    entryChunk("x", []),
    entryChunk("y", []),
  ];
  expect(mergeChunks(chunks, 1)).toHaveLength(4);
});

test("two chunks are not merged if one needs the other through a third", () => {
  const chunks = [
    entryChunk("x", ["a"]),
    chunk("a", 1, ["b"], "one"),
    chunk("b", 2, ["c"], "two"),
    chunk("c", 3, [], "one"),
  ];
  expect(mergeChunks(chunks, 1)).toHaveLength(4);
});

/** Chunks that import only earlier ones. */
const graphs = fc
  .array(
    fc.record({
      size: fc.nat(100),
      imports: fc.array(fc.nat(20), { maxLength: 3 }),
      entry: fc.option(fc.record({ maxBytes: fc.option(fc.nat(500), { nil: undefined }) }), {
        nil: undefined,
      }),
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
    fc.property(graphs, fc.nat(12), (chunks, maxChunks) => {
      const groups = mergeChunks(chunks, maxChunks);
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
