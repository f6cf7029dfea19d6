import { expect, test } from "vitest";
import { parseCsv } from "../../src/semver/smithy-diff.ts";

test.each([
  ["nothing", "", []],
  ["a line without quotes", "severity,id\n", [["severity", "id"]]],
  [
    "quotes, commas and line breaks in quotes",
    '"a ""b"", c","d\ne",1\n"f",,\n',
    [
      ['a "b", c', "d\ne", "1"],
      ["f", "", ""],
    ],
  ],
  ["no line break at the end", '"a",b', [["a", "b"]]],
])("%s", (_name, text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});
