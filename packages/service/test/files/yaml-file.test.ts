import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import { readPlainYaml } from "../../src/files/yaml-file.ts";

function readWithPlaces(text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  return document.errors.length > 0 ? "refused" : document.toJS();
}

describe("both ways of reading agree on", () => {
  test.each([
    "",
    "# a comment alone",
    "a: 012",
    "a: 0o17",
    "a: 0x1F",
    "a: 1e3",
    "a: 1_000",
    "a: .inf",
    "a: -0",
    "a: 111122223333",
    "a: 0123456789",
    "a: 2026-11-24",
    "a: 2026-11-24T12:00:00Z",
    "a: yes",
    "a: on",
    "a: True",
    "a: ~",
    "a: null",
    "a:",
    "a: !",
    "a: '*'",
    'a: "\\u00e9\\x41"',
    "a: |\n  b\n  c\n",
    "a: >-\n  b\n  c\n",
    "a: b # c",
    "a: b#c",
    "a: {b: [c, d], e: }",
    "- a\n- b: c\n  d: e",
    "---\na: b\n",
    "a: b\n...\n",
    "<<: {a: b}",
    "1: a",
    "__proto__: {a: b}",
    "constructor: a",
    "a: 'it''s'",
    "a: x: y",
    "a: http://b:80/c",
    "\ufeffa: b",
    "a:\r\n  - b\r\n",
  ])("%j", (text) => {
    const plain = readPlainYaml(text);
    if (plain !== undefined) {
      expect(plain.value ?? null).toEqual(readWithPlaces(text));
    }
  });

  test("whatever is written out", () => {
    const styles = fc.record({
      defaultStringType: fc.constantFrom(
        "PLAIN",
        "QUOTE_DOUBLE",
        "QUOTE_SINGLE",
        "BLOCK_LITERAL",
        "BLOCK_FOLDED",
      ),
      collectionStyle: fc.constantFrom("any", "block", "flow"),
      indent: fc.constantFrom(2, 4),
    });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), styles, (value, style) => {
        const text = stringify({ value }, style as object);
        const plain = readPlainYaml(text);
        fc.pre(plain !== undefined);
        expect(plain?.value ?? null).toEqual(readWithPlaces(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each(["a: &b c\nd: *b", "a: *b", "- &a b", "[&a b]", "a: !!str 1", "%YAML 1.2\n---\na: b"])(
  "%j takes the long way",
  (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  },
);
