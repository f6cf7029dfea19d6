import { chartWidth, escapeXml, writeSvg } from "./svg.ts";

/** A bar of a chart. */
interface Bar {
  readonly label: string;
  readonly value: number;
  /** The text after the bar: the value with its unit. */
  readonly text: string;
  /** Whether it has the accent color. */
  readonly isHighlighted: boolean;
}

const barHeight = 22;
const rowHeight = 34;
const labelWidth = 330;
const textWidth = 130;
const top = 44;

/**
 * Draws horizontal bars as an SVG document for light and dark pages.
 *
 * @param title - what the bars show, with the unit
 */
export function drawBarChart(title: string, bars: readonly Bar[]): string {
  const height = top + bars.length * rowHeight;
  const longest = Math.max(...bars.map((bar) => bar.value));
  const scale = (chartWidth - labelWidth - textWidth) / longest;
  const description = bars.map((bar) => `${bar.label}: ${bar.text}`).join("; ");
  const content = bars.map((bar, index) => drawBar(bar, top + index * rowHeight, scale)).join("");
  return writeSvg({ title, description, height, content });
}

function drawBar({ label, value, text, isHighlighted }: Bar, y: number, scale: number): string {
  const length = Math.round(value * scale);
  const baseline = y + 16;
  return `  <text x="${labelWidth - 12}" y="${baseline}" text-anchor="end">${escapeXml(label)}</text>
  <rect class="${isHighlighted ? "accent" : "other"}" x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="3"/>
  <text x="${labelWidth + length + 8}" y="${baseline}">${escapeXml(text)}</text>
`;
}
