import { expect, test } from "vitest";
import { formatMarkdownTable, formatTable } from "../../src/report/table.ts";

const table = {
  headings: ["server", "µs"],
  rows: [
    ["a", "1.5"],
    ["longer", "10.5"],
  ],
};

test("aligns numbers to the right", () => {
  expect(formatTable(table)).toBe("server    µs\na        1.5\nlonger  10.5\n");
});

test("aligns the columns of Markdown", () => {
  expect(formatMarkdownTable(table)).toBe(
    "| server |   µs |\n| ------ | ---: |\n| a      |  1.5 |\n| longer | 10.5 |\n",
  );
});
