import { expect, test } from "vitest";
import { formatMarkdownTable, formatTable } from "../../src/terminal/output.ts";

const headings = ["server", "µs"];
const rows = [
  ["a", "1.5"],
  ["longer", "10.5"],
];

test("aligns the columns of a table", () => {
  expect(formatTable(headings, rows)).toBe("server  µs\na       1.5\nlonger  10.5\n");
});

test("aligns numbers to the right", () => {
  expect(formatTable(headings, rows, "right")).toBe("server    µs\na        1.5\nlonger  10.5\n");
});

test("aligns the columns of Markdown", () => {
  expect(formatMarkdownTable(headings, rows, "right")).toBe(
    "| server |   µs |\n| ------ | ---: |\n| a      |  1.5 |\n| longer | 10.5 |\n",
  );
});
