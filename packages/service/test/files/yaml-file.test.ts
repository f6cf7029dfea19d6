import { expect, test } from "vitest";
import { readUsableFile } from "../../src/files/read-usable-file.ts";
import { parseYamlFile } from "../../src/files/yaml-file.ts";
import { array, int, strictObject } from "../../src/validation/index.ts";

const schema = strictObject({ list: array(int("must be a whole number", 0, 9), "must be a list") });

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
  const error: unknown = await readUsableFile("/nonexistent/a.yaml", "configuration").catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({
    code: "file_unusable",
    problems: [
      { path: "/nonexistent/a.yaml", line: undefined, message: expect.stringContaining("(ENOENT)") },
    ],
  });
});
