import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceBetweenMarkers } from "@eks-auth/bench/src/report/markers.ts";
import { root } from "@eks-auth/scripts/root.ts";

const page = "docs/releasing.md";

/**
 * Writes what a command found into the page of the documentation.
 *
 * @param section - the name that the page's markers have
 * @param text - Markdown
 * @throws Failure where the page has lost its markers
 */
export async function writeSection(section: string, text: string): Promise<void> {
  const path = join(root, page);
  await writeFile(path, replaceBetweenMarkers(await readFile(path, "utf8"), section, text, page));
  process.stderr.write(`Wrote ${page}.\n`);
}
