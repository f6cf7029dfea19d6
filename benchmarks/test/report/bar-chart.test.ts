import { expect, test } from "vitest";
import { drawBarChart } from "../../src/report/bar-chart.ts";

test("the longest bar takes the available width, the others are in proportion", () => {
  const svg = drawBarChart("a < b", [
    { label: "long", value: 10, text: "10 µs", isHighlighted: false },
    { label: "short", value: 5, text: "5 µs", isHighlighted: true },
  ]);
  const widths = [...svg.matchAll(/<rect class="(\w+)"[^>]* width="(\d+)"/g)].map(([, kind, width]) => [
    kind,
    width,
  ]);
  expect(widths).toEqual([
    ["other", "340"],
    ["accent", "170"],
  ]);
  expect(svg).toContain("a &lt; b");
});
