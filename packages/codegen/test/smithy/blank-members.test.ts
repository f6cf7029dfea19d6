import fc from "fast-check";
import { expect, test } from "vitest";
import { blankMembers } from "../../src/smithy/blank-members.ts";

const names = new Set(["drop", "a#b"]);

/** The same by a parser. */
function drop(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(drop);
  }
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value).filter(([name]) => !names.has(name));
    return Object.fromEntries(kept.map(([name, inner]) => [name, drop(inner)]));
  }
  return value;
}

const key = fc.oneof(fc.constantFrom("drop", "a#b", 'x"', "\\", "keep"), fc.string({ maxLength: 4 }));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>("drop", '"drop":', "{", "]", 1, -1.5e3, true, null, "a\nb"),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
  ),
}));

test("members are removed at any depth, and every line stays where it is", () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      const { text } = blankMembers(json, names);
      expect(JSON.parse(text)).toEqual(drop(value));
      expect(text.split("\n")).toHaveLength(json.split("\n").length);
    }),
  );
});

test("counts what it removes, and changes nothing else", () => {
  const { text, found } = blankMembers(
    '{"max": 9223372036854775807, "drop": {"drop": [1]}, "x": 1.0}',
    names,
  );
  expect(text).toBe('{"max": 9223372036854775807,  "x": 1.0}');
  expect(found).toEqual(new Map([["drop", 1]]));
});
