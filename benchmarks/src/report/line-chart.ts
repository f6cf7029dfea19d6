import { chartWidth, escapeXml, writeSvg } from "./svg.ts";

/** A line of a chart. */
export interface Line {
  readonly label: string;
  /** Positive numbers, ascending by `x`. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One of the charts that stand side by side. */
export interface Panel {
  /** What its lines show, with the unit. */
  readonly title: string;
  readonly lines: readonly Line[];
}

/** A panel's place: the area of its lines, in pixels. */
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
const colours = 5;

/**
 * Draws lines as an SVG document, for light and for dark pages: `x` by its logarithm, `y` from zero on. Lines of the
 * same label are the same in all panels.
 *
 * @param title - what the chart shows
 * @param xTitle - what `x` is
 */
export function drawLineChart(title: string, xTitle: string, panels: readonly Panel[]): string {
  const labels = [...new Set(panels.flatMap(({ lines }) => lines.map(({ label }) => label)))];
  const room = chartWidth - leftMargin - rightMargin - gap * (panels.length - 1);
  const width = room / panels.length;
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

/** Each label has room by its length; the mark and the gap are worth five characters. */
function drawLegend(labels: readonly string[]): string {
  const lengths = labels.map((label) => label.length + 5);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  return labels
    .map((label, index) => {
      const x = Math.round((before / total) * chartWidth);
      before += lengths[index] ?? 0;
      return `  <rect class="mark${index % colours}" x="${x}" y="36" width="12" height="12" rx="3"/>
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
  const rules = Array.from({ length: steps + 1 }, (_, index) => index * step).map(
    (y) => `  <path class="grid" d="M${area.left} ${toY(y)}h${area.width}"/>
  <text x="${area.left - 8}" y="${toY(y) + 5}" text-anchor="end">${y.toLocaleString("en")}</text>
`,
  );
  const decades = Array.from({ length: lastDecade - firstDecade + 1 }, (_, index) => firstDecade + index).map(
    (
      decade,
    ) => `  <text x="${toX(10 ** decade)}" y="${bottom + 20}" text-anchor="middle">${writePower(decade)}</text>
`,
  );
  const drawn = lines.map(({ label, points }) => {
    const colour = labels.indexOf(label) % colours;
    const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${toX(x)} ${toY(y)}`).join("");
    return `  <path class="line line${colour}" d="${path}"/>\n`;
  });
  return [
    `  <text x="${area.left - 40}" y="76">${escapeXml(title)}</text>\n`,
    ...rules,
    ...decades,
    `  <text x="${area.left + area.width / 2}" y="${bottom + 38}" text-anchor="middle">${escapeXml(xTitle)}</text>\n`,
    ...drawn,
  ].join("");
}

/** Chooses the distance of rules: 1, 2 or 5 of a power of ten, so that there are up to six. */
function chooseStep(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(highest / 5));
  return power * ([1, 2, 5].find((factor) => highest / (power * factor) <= 6) ?? 10);
}

function writePower(decade: number): string {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  return `10${[...String(decade)].map((digit) => digits[Number(digit)] ?? "⁻").join("")}`;
}
