import { writeSection as writePageSection } from "@eks-auth/test-kit/repository";

/** Where the tables of the commands stand. */
export type Page = "docs/releasing.md" | "docs/versioning.md";

/**
 * Writes what a command found into a page of the documentation.
 *
 * @param page - its path from the root
 * @param section - the name that the page's markers have
 * @param text - Markdown
 * @throws {MarkerError} if the page lacks a marker
 */
export async function writeSection(page: Page, section: string, text: string): Promise<void> {
  await writePageSection(page, section, text);
  process.stderr.write(`Wrote ${page}.\n`);
}
