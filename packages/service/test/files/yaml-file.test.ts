import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import { z } from "zod";
import { parseYamlFile, readPlainYaml, readYamlText } from "../../src/files/yaml-file.ts";

function readWithLines(text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  return document.errors.length > 0 ? "rejected" : document.toJS();
}

describe("both parsers agree on", () => {
  test.each([
    "",
    "# only a comment",
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
      expect(plain.value ?? null).toEqual(readWithLines(text));
    }
  });

  test("any value that is written", () => {
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
        expect(plain?.value ?? null).toEqual(readWithLines(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each(["a: &b c\nd: *b", "a: *b", "- &a b", "[&a b]", "a: !!str 1", "%YAML 1.2\n---\na: b"])(
  "%j needs the slower parser",
  (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  },
);

const schema = z.strictObject({ list: z.array(z.int("must be a whole number"), "must be a list") });

test.each([
  ["plain", "# first\nlist:\n  - 1\n  - 2\n"],
  ["with an alias", "# first\nlist:\n  - &one 1\n  - *one\n"],
])("a file %s has its content and lines", (_name, text) => {
  const { content, lineOf } = parseYamlFile(text, "a.yaml", schema);
  expect(content.list).toHaveLength(2);
  expect([lineOf(["list"]), lineOf(["list", 1])]).toEqual([3, 4]);
});

test("every problem is reported, ordered by line", () => {
  const parse = () => parseYamlFile("list:\n  - 1\n  - a\n  - b\nextra: 1\n", "a.yaml", schema);
  expect(parse).toThrow(
    [
      'a.yaml:3: list[1] is "a"; it must be a whole number. Correct it.',
      'a.yaml:4: list[2] is "b"; it must be a whole number. Correct it.',
      'a.yaml:5: the file has the unknown key "extra". Remove it, or correct its spelling.',
    ].join("\n"),
  );
});

test("a file that cannot be read is reported without a line", async () => {
  const error: unknown = await readYamlText("/nonexistent/a.yaml").catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: "file_unusable",
    problems: [
      { path: "/nonexistent/a.yaml", line: undefined, message: expect.stringContaining("(ENOENT)") },
    ],
  });
});
