import { expect, test } from "vitest";
import { drawBarChart } from "../src/report/bar-chart.ts";
import { replaceBetweenMarkers } from "../src/report/markers.ts";
import { formatMarkdownTable, formatTable } from "../src/report/table.ts";

const table = {
  headings: ["server", "µs"],
  rows: [
    ["a", "1.5"],
    ["longer", "10.5"],
  ],
};

test("a table lines up", () => {
  expect(formatTable(table)).toBe("server    µs\na        1.5\nlonger  10.5\n");
});

test("a Markdown table lines up", () => {
  expect(formatMarkdownTable(table)).toBe(
    "| server |   µs |\n| ------ | ---: |\n| a      |  1.5 |\n| longer | 10.5 |\n",
  );
});

test("only what is between the markers is replaced", () => {
  const text = "before\n<!-- x: start -->\nold\n<!-- x: end -->\nafter\n";
  expect(replaceBetweenMarkers(text, "x", "new\n", "page.md")).toBe(
    "before\n<!-- x: start -->\n\nnew\n\n<!-- x: end -->\nafter\n",
  );
});

test("a page without markers is named", () => {
  expect(() => replaceBetweenMarkers("text", "x", "new", "page.md")).toThrow(
    "page.md lacks <!-- x: start -->",
  );
});

test("the longest bar is as wide as there is room, the others in proportion", () => {
  const svg = drawBarChart("a < b", [
    { label: "long", value: 10, text: "10 µs", isOurs: false },
    { label: "short", value: 5, text: "5 µs", isOurs: true },
  ]);
  const widths = [...svg.matchAll(/<rect class="(\w+)"[^>]* width="(\d+)"/g)].map(([, kind, width]) => [
    kind,
    width,
  ]);
  expect(widths).toEqual([
    ["other", "340"],
    ["ours", "170"],
  ]);
  expect(svg).toContain("a &lt; b");
});
