import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { replaceBetweenMarkers } from "./markers.ts";

const page = "docs/benchmarks.md";
const chartFolder = "docs/benchmarks";

/**
 * Writes a benchmark's figures into the page of the documentation, and its charts beside it.
 *
 * @param name - the benchmark's, as the page's markers have it
 * @param parts - paragraphs and tables, in Markdown
 * @param charts - SVG documents by their file's name
 * @returns the paths of what it wrote, from the root
 * @throws CommandError where the page has lost its markers
 */
export async function writePage(
  name: string,
  parts: readonly string[],
  charts: Readonly<Record<string, string>>,
): Promise<string[]> {
  const text = await readFile(join(root, page), "utf8");
  const figures = parts.map((part) => part.trim()).join("\n\n");
  const written = replaceBetweenMarkers(text, name, figures, page);
  await mkdir(join(root, chartFolder), { recursive: true });
  const paths: string[] = [];
  for (const [file, chart] of Object.entries(charts)) {
    const path = `${chartFolder}/${file}`;
    await writeFile(join(root, path), chart);
    paths.push(path);
  }
  await writeFile(join(root, page), written);
  return [page, ...paths];
}
