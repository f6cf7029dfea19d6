import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file of the page. */
export interface StaticFile {
  readonly contentType: string;
  readonly content: Buffer;
}

const contentTypes: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
  "console.css": "text/css; charset=utf-8",
};

/**
 * Reads the files of the page, which the build writes.
 *
 * @returns the files by name; `""` is the page itself
 */
export async function readStaticFiles(): Promise<ReadonlyMap<string, StaticFile>> {
  const folder = findFolder();
  const files = await Promise.all(
    Object.entries(contentTypes).map(async ([name, contentType]): Promise<[string, StaticFile]> => {
      const content = await readFile(join(folder, name));
      return [name === "index.html" ? "" : name, { contentType, content }];
    }),
  );
  return new Map(files);
}

/** In the package, this module is in `dist`; in the repository it is in `src/console`. */
function findFolder(): string {
  const bundled = join(import.meta.dirname, "console");
  return existsSync(join(bundled, "index.html")) ? bundled : join(import.meta.dirname, "../../dist/console");
}
