import { readdir, rmdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isAbandoned } from "./holder.ts";

/** How long a folder may be empty: whoever made it puts its file in at once. */
const emptyMilliseconds = 200;

/**
 * Removes what a dead process left of a claim. Whether the other is dead may be judged wrongly, and two may sweep at
 * once: a holder's file has a name that never comes again, and only an empty folder can be removed, so at worst a
 * living holder loses its claim, and notices.
 *
 * @param folder - the claim's
 * @returns the name of a holder that is at work, or `undefined`
 */
export async function sweep(folder: string): Promise<string | undefined> {
  try {
    const names = await readdir(folder);
    for (const name of names) {
      if (!(await isAbandoned(join(folder, name)))) {
        return name;
      }
      await unlink(join(folder, name));
    }
    if (names.length > 0 || Date.now() - (await stat(folder)).mtimeMs > emptyMilliseconds) {
      await rmdir(folder);
    }
  } catch (error) {
    // Another was faster, or is in it already.
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
  }
  return undefined;
}
