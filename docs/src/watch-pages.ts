import { watch } from "node:fs";
import { dirname, join } from "node:path";
import { listPages } from "./pages.ts";

/**
 * Watches the files of the site's pages. A new Markdown file next to one of them counts as a change, too.
 *
 * @param root - the absolute path of the repository
 * @param onChange - called at each change; a save in an editor can be several
 * @returns stops watching
 */
export function watchPages(root: string, onChange: () => void): () => void {
  // Editors replace files when they save them, which a watcher of the file itself would lose.
  const folders = new Set(listPages(root).map(({ source }) => dirname(source)));
  const watchers = [...folders].map((folder) =>
    watch(join(root, folder), (_event, name) => {
      if (name?.endsWith(".md")) {
        onChange();
      }
    }),
  );
  return () => {
    for (const watcher of watchers) {
      watcher.close();
    }
  };
}
