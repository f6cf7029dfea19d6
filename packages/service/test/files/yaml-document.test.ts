import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import type { UnusableFileError } from "../../src/files/file-error.ts";
import { YamlDocument } from "../../src/files/yaml-document.ts";
import { createAliasBomb } from "./alias-bomb.ts";

function parse(text: string): YamlDocument {
  return new YamlDocument(text, "a.yaml");
}

/** The value according to another library, as an independent check. */
function parseElsewhere(text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  expect(document.errors).toEqual([]);
  return document.toJS();
}

describe("the value is that of another library for", () => {
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
    "a: !!str 1",
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
    "%YAML 1.2\n---\na: b",
    "<<: {a: b}",
    "1: a",
    "__proto__: {a: b}",
    "constructor: a",
    "a: 'it''s'",
    "a: http://b:80/c",
    "\ufeffa: b",
    "a:\r\n  - b\r\n",
    "a: &b c\nd: *b",
    "a: &b\n  c: d\ne: [*b, *b]",
    "a: &b 1\nc: &b 2\nd: *b",
    "a: [\n  b\n]\nc: d",
    "a:\r\n  b: {\r\n    c: [\r\n\r\n    ]\r\n  }\r\n",
    "a:\n  - {\n    b: c\n  }\n  - d: {\n      e: f }\n  - g: [ h\n    ]",
    "a: |\n  {\n  }\nb: {\n}",
    "a: {\n  b: '#' ,\n\n}",
    "a:\n  - |\n    {\n    }\n  - b: >-\n      [\n      ]\n    c: {\n    }",
  ])("%j", (text) => {
    expect(parse(text).value ?? null).toEqual(parseElsewhere(text));
  });

  test("any value in any style", () => {
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
        expect(parse(text).value).toEqual(parseElsewhere(text));
      }),
      { numRuns: randomRuns({ short: 150, long: 1_500 }) },
    );
  });

  test("JSON that is pasted after a key", () => {
    const pasted = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(pasted, { minLength: 1 }), fc.nat(4), (values, indent) => {
        const space = " ".repeat(indent);
        const items = values.map((value) => {
          const json = JSON.stringify(value, null, 2).replaceAll("\n", `\n${space}  `);
          return `${space}- value: ${json}\n${space}  text: |\n${space}    {\n${space}    }\n`;
        });
        const expected = values.map((value) => ({
          value: JSON.parse(JSON.stringify(value)),
          text: "{\n}\n",
        }));
        expect(parse(`list:\n${items.join("")}`).value).toEqual({ list: expected });
      }),
      { numRuns: randomRuns({ short: 40, long: 500 }) },
    );
  });
});

describe("the line is found of", () => {
  const document = parse(`# first
list: &list
  - one: 1
    text: |
      two
    none:
  - 'three'
  -
"key": *list
flow: {a: [b,
  c], "d": e}
`);

  test.each<[string, PropertyKey[], number]>([
    ["the whole", [], 2],
    ["a list with an anchor", ["list"], 2],
    ["an item", ["list", 1], 7],
    ["a member", ["list", 0, "one"], 3],
    ["a block of text: its key's", ["list", 0, "text"], 4],
    ["an empty value: its key's", ["list", 0, "none"], 6],
    ["a missing key: its map's", ["list", 0, "absent"], 3],
    ["a missing item: its list's", ["list", 9], 2],
    ["a part of a text: the text's", ["list", 1, "length"], 7],
    ["a value in an alias", ["key", 0, "one"], 3],
    ["an item in brackets", ["flow", "a", 1], 11],
    ["the value of a key in quotes", ["flow", "d"], 11],
  ])("%s", (_name, path, line) => {
    expect(document.lineOf(path)).toBe(line);
  });

  test("a key", () => {
    expect(document.lineOfKey([], "key")).toBe(9);
    expect(document.lineOfKey(["list", 0], "text")).toBe(4);
    expect(document.lineOfKey(["list", 0], "absent")).toBe(3);
  });
});

function problemsOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    return (error as UnusableFileError).message;
  }
  return "none";
}

describe("a text is refused with its line:", () => {
  test.each([
    ["not YAML", "a: b\nc: [", "a.yaml:2: this is not YAML: "],
    ["a bracket that closes nothing", "a: b\n]", "a.yaml:2: this bracket closes nothing, or "],
    ["a bracket after a comment", "a: [\n  b # c\n]", "a.yaml:3: this bracket closes nothing, or "],
    ["a bracket in a text", "a: {\n}\nb: c\n}", "a.yaml:2: this bracket closes nothing, or "],
    ["a duplicate key", "a: b\nc: d\na: e", "a.yaml:3: this is not YAML: duplicated mapping key."],
    ["an unknown tag", `a: b\nc: !${"x".repeat(10_000)} d`, "a.yaml:2: this is not YAML: "],
    ["two documents", "a: b\n---\nc: d", "a.yaml:2: a second YAML document begins here; "],
    ["two documents, the second empty", "---\na: b\n---\n", "a.yaml:3: a second YAML document begins here; "],
    ["an alias without a name", "a: b\nc: *", 'a.yaml:2: an alias begins with "*" here. '],
    ["a text that is not closed after a *", 'a: b\nc: "*', "a.yaml:2: this is not YAML: "],
    ["an alias without an anchor", "a: b\nc: *-d", "a.yaml:2: *-d is an alias without an anchor. "],
    ["an alias before its anchor", "a: *b\nc: &b d", "a.yaml:1: *b is an alias without an anchor. "],
    ["an alias in its anchor's list", "a: &a\n  - b\n  - *a", "a.yaml:3: *a is inside the value of its own "],
    [
      "an alias in its anchor's map",
      'a: &a {"b":\n  {"c":*a}}',
      "a.yaml:2: *a is inside the value of its own ",
    ],
    ["deep lists", "[".repeat(100_000), "a.yaml:1: this is not YAML: "],
    ["deep maps", "a: ".repeat(100_000), "a.yaml:1: this is not YAML: "],
    ["aliases that multiply", createAliasBomb(40), "a.yaml:1: *a"],
  ])("%s", (_name, text, message) => {
    expect(problemsOf(text)).toContain(message);
    expect(problemsOf(text).length).toBeLessThan(500);
  });

  test("aliases that nest", () => {
    const list = (inner: string) => `${"[".repeat(50)}${inner}${"]".repeat(50)}`;
    const text = `- &a ${list("1")}\n- &b ${list("*a")}\n`;
    expect(problemsOf(text)).toContain("a.yaml:2: *a makes the file too large: ");
  });

  test("a long text that is repeated", () => {
    const text = `- &a "${"x".repeat(100_000)}"\n${"- *a\n".repeat(15)}`;
    expect(problemsOf(text)).toBe("none");
    expect(problemsOf(text + "- *a\n".repeat(10))).toContain("a.yaml:18: *a makes the file too large: ");
  });
});

test("lines are counted in files with Windows line breaks", () => {
  expect(problemsOf("a: b\r\n\r\nc: *d\r\n")).toContain("a.yaml:3: *d is an alias without an anchor");
  expect(parse("a: b\r\nc:\r\n  - d\r\n").lineOf(["c", 0])).toBe(3);
});

/** Steps that grow with the square of the length would exceed the test's time limit. */
test.each([
  ["closing brackets", `a: [\n${"]\n".repeat(100_000)}`],
  ["empty lines before a closing bracket", `a: [\n${"\n".repeat(100_000)}]\n`],
  ["dashes", `a: [\n]\nb:\n${"- ".repeat(100_000)}\n`],
  ["quotes", `a: [\n${'\\"'.repeat(100_000)}\n]\n`],
  ["headers of blocks", `a: [\n]\nb: ${"| ".repeat(100_000)}\n`],
])("many %s take time in proportion to their length", (_name, text) => {
  problemsOf(text);
});

test("many aliases as keys take time in proportion to their number", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
  const document = parse(
    `[[${names.map((name) => `&${name} ${name}`).join(",")}], {${names.map((name) => `*${name} : 1`).join(",")}}]`,
  );
  expect(document.lineOf([1, "k9999"])).toBe(1);
});

test("at most 100 problems are listed", () => {
  const problems = problemsOf(Array.from({ length: 500 }, (_, index) => `- *a${index}\n`).join("")).split(
    "\n",
  );
  expect(problems).toHaveLength(101);
  expect(problems[100]).toBe(
    "a.yaml:101: more problems begin here; only the first 100 are listed. Fix those first.",
  );
});

test("any text is a document or is refused", () => {
  const parts = ["a", "b", ": ", "- ", "? ", "\n", "\n  ", "\n    ", "&a ", "*a", "!!str ", "!x "];
  const symbols = [
    "[",
    "]",
    "{",
    "}",
    ",",
    "|\n",
    ">-\n",
    "'",
    '"',
    " #",
    "---",
    "%",
    "<<: ",
    "\t",
    "\0",
    "\r",
  ];
  const text = fc.array(fc.constantFrom(...parts, ...symbols), { maxLength: 40 });
  fc.assert(
    fc.property(text, (words) => {
      try {
        parse(words.join("")).lineOf(["a", 0, "b"]);
      } catch (error) {
        expect((error as UnusableFileError).problems[0]?.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: randomRuns({ short: 150, long: 1_500 }) },
  );
});
