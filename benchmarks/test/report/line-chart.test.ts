import { expect, test } from "vitest";
import { drawLineChart } from "../../src/report/line-chart.ts";

const points = [
  { x: 10, y: 0 },
  { x: 100, y: 50 },
  { x: 1_000, y: 100 },
];

test("decades have the same width, and the highest grid line is at the top", () => {
  const svg = drawLineChart("Title", "x", [{ title: "y", lines: [{ label: "a", points }] }]);
  expect(svg).toContain('d="M50 320L415 205L780 90"');
  expect(svg).toContain(">10¹</text>");
  expect(svg).toContain(">10³</text>");
});

test("a line has the same color in each panel, and a description in words", () => {
  const a = { label: "a < b", points };
  const b = { label: "c", points };
  const svg = drawLineChart("Title", "x", [
    { title: "one", lines: [a, b] },
    { title: "two", lines: [b] },
  ]);
  expect([...svg.matchAll(/class="line (\w+)"/g)].map(([, color]) => color)).toEqual([
    "line0",
    "line1",
    "line1",
  ]);
  expect(svg).toContain("two, c: 10: 0, 100: 50, 1000: 100");
  expect(svg).toContain("a &lt; b");
});
