/** A bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is shown, with what belongs to it. */
  readonly text: string;
  /** Whether it is the one to look at. */
  readonly isOurs: boolean;
}

const width = 800;
const barHeight = 22;
const rowHeight = 34;
const labelWidth = 330;
const textWidth = 130;
const top = 44;

/**
 * Draws horizontal bars as an SVG document, for light and for dark pages.
 *
 * @param title - what the bars show, with the unit
 */
export function drawBarChart(title: string, bars: readonly Bar[]): string {
  const height = top + bars.length * rowHeight;
  const longest = Math.max(...bars.map((bar) => bar.value));
  const scale = (width - labelWidth - textWidth) / longest;
  const description = bars.map((bar) => `${bar.label}: ${bar.text}`).join("; ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">${escapeXml(title)}</title>
  <desc id="description">${escapeXml(description)}</desc>
  <style>
    svg { color: #1f2328; font: 14px system-ui, sans-serif; }
    text { fill: currentColor; }
    .title { font-weight: 600; }
    .other { fill: #8c959f; }
    .ours { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      svg { color: #f0f6fc; }
      .other { fill: #656c76; }
      .ours { fill: #4493f8; }
    }
  </style>
  <text class="title" x="0" y="20">${escapeXml(title)}</text>
${bars.map((bar, index) => drawBar(bar, top + index * rowHeight, scale)).join("")}</svg>
`;
}

function drawBar({ label, value, text, isOurs }: Bar, y: number, scale: number): string {
  const length = Math.round(value * scale);
  const baseline = y + 16;
  return `  <text x="${labelWidth - 12}" y="${baseline}" text-anchor="end">${escapeXml(label)}</text>
  <rect class="${isOurs ? "ours" : "other"}" x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="3"/>
  <text x="${labelWidth + length + 8}" y="${baseline}">${escapeXml(text)}</text>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
