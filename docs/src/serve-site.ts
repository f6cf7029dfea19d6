import { once } from "node:events";
import { codeOf } from "@eks-auth/codegen/terminal";
import { createServer } from "vitepress";
import { docs, root, site } from "./folders.ts";
import { stagePages } from "./stage-pages.ts";
import { watchPages } from "./watch-pages.ts";
import { writeSite } from "./write-site.ts";

/** Editors write a file in several steps. */
const quietMilliseconds = 100;

/**
 * Serves the site on 127.0.0.1 until SIGINT, and writes its pages again when one of their files changes.
 *
 * @returns the exit code, 0
 * @throws {CommandError} `site_not_valid` if a page can't be made
 */
export async function serveSite(): Promise<number> {
  await writeSite(root, site);
  const server = await createServer(docs, { host: "127.0.0.1" });
  await server.listen();
  server.printUrls();
  let timer: NodeJS.Timeout | undefined;
  const stopWatching = watchPages(root, () => {
    clearTimeout(timer);
    timer = setTimeout(updatePages, quietMilliseconds);
  });
  await once(process, "SIGINT");
  stopWatching();
  clearTimeout(timer);
  await server.close();
  return 0;
}

/** While a page is edited, its links can be wrong for a moment. */
function updatePages(): void {
  try {
    stagePages(root, site);
  } catch (error) {
    if (codeOf(error) === undefined) {
      throw error;
    }
    process.stderr.write(`${(error as Error).message}\n`);
  }
}
