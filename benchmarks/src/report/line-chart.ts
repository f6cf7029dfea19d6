import { chartWidth, escapeXml, writeSvg } from "./svg.ts";

/** A line of a chart. */
export interface Line {
  readonly label: string;
  /** Positive numbers, in ascending order of `x`. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One of several charts next to each other. */
interface Panel {
  /** What the lines show, with the unit. */
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The area of a panel's lines, in pixels. */
interface Area {
  readonly left: number;
  readonly width: number;
}

const gap = 70;
const leftMargin = 50;
const rightMargin = 20;
const top = 90;
const bottom = 320;
const height = 366;
const colors = 5;

/**
 * Draws lines as an SVG document for light and dark pages, with a logarithmic `x` axis and a `y` axis from zero. Lines
 * with the same label have the same color in all panels.
 *
 * @param title - what the chart shows
 * @param xTitle - the title of the `x` axis
 */
export function drawLineChart(title: string, xTitle: string, panels: readonly Panel[]): string {
  const labels = [...new Set(panels.flatMap(({ lines }) => lines.map(({ label }) => label)))];
  const available = chartWidth - leftMargin - rightMargin - gap * (panels.length - 1);
  const width = available / panels.length;
  const content = panels.map((panel, index) =>
    drawPanel(panel, labels, { left: leftMargin + index * (width + gap), width }, xTitle),
  );
  const description = panels
    .flatMap((panel) => panel.lines.map((line) => describeLine(panel.title, line)))
    .join("; ");
  return writeSvg({ title, description, height, content: drawLegend(labels) + content.join("") });
}

function describeLine(title: string, { label, points }: Line): string {
  return `${title}, ${label}: ${points.map(({ x, y }) => `${x}: ${Math.round(y)}`).join(", ")}`;
}

/** Places the labels by their lengths. The mark and the gap count as five characters. */
function drawLegend(labels: readonly string[]): string {
  const lengths = labels.map((label) => label.length + 5);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let offset = 0;
  return labels
    .map((label, index) => {
      const x = Math.round((offset / total) * chartWidth);
      offset += lengths[index] ?? 0;
      return `  <rect class="mark${index % colors}" x="${x}" y="36" width="12" height="12" rx="3"/>
  <text x="${x + 18}" y="47">${escapeXml(label)}</text>
`;
    })
    .join("");
}

function drawPanel({ title, lines }: Panel, labels: readonly string[], area: Area, xTitle: string): string {
  const points = lines.flatMap((line) => line.points);
  const firstDecade = Math.floor(Math.log10(Math.min(...points.map(({ x }) => x))));
  const lastDecade = Math.ceil(Math.log10(Math.max(...points.map(({ x }) => x))));
  const step = chooseStep(Math.max(...points.map(({ y }) => y)));
  const steps = Math.ceil(Math.max(...points.map(({ y }) => y)) / step);
  const toX = (x: number): number =>
    Math.round(area.left + ((Math.log10(x) - firstDecade) / (lastDecade - firstDecade || 1)) * area.width);
  const toY = (y: number): number => Math.round(bottom - (y / (step * steps)) * (bottom - top));
  const grid = Array.from({ length: steps + 1 }, (_, index) => index * step).map(
    (y) => `  <path class="grid" d="M${area.left} ${toY(y)}h${area.width}"/>
  <text x="${area.left - 8}" y="${toY(y) + 5}" text-anchor="end">${y.toLocaleString("en")}</text>
`,
  );
  const ticks = Array.from({ length: lastDecade - firstDecade + 1 }, (_, index) => firstDecade + index).map(
    (
      decade,
    ) => `  <text x="${toX(10 ** decade)}" y="${bottom + 20}" text-anchor="middle">${writePower(decade)}</text>
`,
  );
  const drawn = lines.map(({ label, points }) => {
    const color = labels.indexOf(label) % colors;
    const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${toX(x)} ${toY(y)}`).join("");
    return `  <path class="line line${color}" d="${path}"/>\n`;
  });
  return [
    `  <text x="${area.left - 40}" y="76">${escapeXml(title)}</text>\n`,
    ...grid,
    ...ticks,
    `  <text x="${area.left + area.width / 2}" y="${bottom + 38}" text-anchor="middle">${escapeXml(xTitle)}</text>\n`,
    ...drawn,
  ].join("");
}

/** Chooses the distance of the grid lines: 1, 2 or 5 times a power of ten, so that there are at most six. */
function chooseStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 5));
  return power * ([1, 2, 5].find((factor) => highest / (power * factor) <= 6) ?? 10);
}

function writePower(decade: number): string {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  return `10${[...String(decade)].map((digit) => digits[Number(digit)] ?? "⁻").join("")}`;
}
