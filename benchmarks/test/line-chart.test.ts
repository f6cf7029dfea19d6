import { expect, test } from "vitest";
import { drawLineChart } from "../src/report/line-chart.ts";

const points = [
  { x: 10, y: 0 },
  { x: 100, y: 50 },
  { x: 1_000, y: 100 },
];

test("a decade is as wide as any other, and the highest rule is where the area begins", () => {
  const svg = drawLineChart("Title", "x", [{ title: "y", lines: [{ label: "a", points }] }]);
  expect(svg).toContain('d="M50 320L415 205L780 90"');
  expect(svg).toContain(">10¹</text>");
  expect(svg).toContain(">10³</text>");
});

test("a line has the same colour in each panel, and is described in words", () => {
  const a = { label: "a < b", points };
  const b = { label: "c", points };
  const svg = drawLineChart("Title", "x", [
    { title: "one", lines: [a, b] },
    { title: "two", lines: [b] },
  ]);
  expect([...svg.matchAll(/class="line (\w+)"/g)].map(([, colour]) => colour)).toEqual([
    "line0",
    "line1",
    "line1",
  ]);
  expect(svg).toContain("two, c: 10: 0, 100: 50, 1000: 100");
  expect(svg).toContain("a &lt; b");
});
