import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pagesHeader } from "../emit/pages/model-pages.ts";
import type { Target } from "../emit/target.ts";
import { CommandError } from "../terminal/command-error.ts";
import { listSources } from "./lock.ts";

/**
 * Makes sure that the folder for pages has no other files, because a generation removes what it does not make.
 *
 * @throws CommandError if it has one
 */
export async function requireOwnPages({ base, docs }: Target): Promise<void> {
  if (docs === undefined) {
    return;
  }
  const files = (await listSources(base, docs)).map(async (path) => ({
    path,
    isOwn: (await readFile(join(base, path), "utf8")).startsWith(pagesHeader),
  }));
  const others = (await Promise.all(files)).filter(({ isOwn }) => !isOwn).map(({ path }) => path);
  if (others.length > 0) {
    throw new CommandError(
      `${docs} has files that the generator did not make: ${others.slice(0, 3).join(", ")}. It removes such files, so set docs to a folder with nothing else, or move them.`,
    );
  }
}
