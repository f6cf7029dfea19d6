import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceBetweenMarkers } from "@eks-auth/benchmarks/src/report/markers.ts";
import { root } from "@eks-auth/codegen/root";

/** Where the tables of the commands stand. */
export type Page = "docs/releasing.md" | "docs/versioning.md";

/**
 * Writes what a command found into a page of the documentation.
 *
 * @param page - its path from the root
 * @param section - the name that the page's markers have
 * @param text - Markdown
 * @throws CommandError where the page has lost its markers
 */
export async function writeSection(page: Page, section: string, text: string): Promise<void> {
  const path = join(root, page);
  await writeFile(path, replaceBetweenMarkers(await readFile(path, "utf8"), section, text, page));
  process.stderr.write(`Wrote ${page}.\n`);
}
