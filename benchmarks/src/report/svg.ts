/** The width of each chart, in pixels. */
export const chartWidth = 800;

/** The parts of an SVG document. */
interface SvgParts {
  /** What the chart shows, with the unit. */
  readonly title: string;
  /** The values as text, for screen readers. */
  readonly description: string;
  /** In pixels. */
  readonly height: number;
  /** SVG elements, one per line. */
  readonly content: string;
}

/** Writes an SVG document for light and dark pages, with a title. */
export function writeSvg({ title, description, height, content }: SvgParts): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${chartWidth} ${height}" width="${chartWidth}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">${escapeXml(title)}</title>
  <desc id="description">${escapeXml(description)}</desc>
  <style>
    svg { color: #1f2328; font: 14px system-ui, sans-serif; }
    text { fill: currentColor; }
    .title { font-weight: 600; }
    .other { fill: #8c959f; }
    .accent { fill: #0969da; }
    .grid { stroke: #d1d9e0; }
    .line { fill: none; stroke-width: 2; }
    .line0 { stroke: #0969da; } .mark0 { fill: #0969da; }
    .line1 { stroke: #bc4c00; } .mark1 { fill: #bc4c00; }
    .line2 { stroke: #1a7f37; } .mark2 { fill: #1a7f37; }
    .line3 { stroke: #8250df; } .mark3 { fill: #8250df; }
    .line4 { stroke: #8c959f; } .mark4 { fill: #8c959f; }
    @media (prefers-color-scheme: dark) {
      svg { color: #f0f6fc; }
      .other { fill: #656c76; }
      .accent { fill: #4493f8; }
      .grid { stroke: #3d444d; }
      .line0 { stroke: #4493f8; } .mark0 { fill: #4493f8; }
      .line1 { stroke: #db6d28; } .mark1 { fill: #db6d28; }
      .line2 { stroke: #3fb950; } .mark2 { fill: #3fb950; }
      .line3 { stroke: #ab7df8; } .mark3 { fill: #ab7df8; }
    }
  </style>
  <text class="title" x="0" y="20">${escapeXml(title)}</text>
${content}</svg>
`;
}

/** Escapes the text of an element. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
