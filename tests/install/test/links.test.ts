import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listPages } from "@eks-auth/docs/pages";
import { createSidebar, listLinks } from "@eks-auth/docs/sidebar";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

const pages = globSync(
  ["*.md", "docs/{,start/,gen/*/}*.md", "{packages,eks-api/packages,tests}/*/README.md"],
  {
    cwd: root,
  },
).sort();

test.each(pages)("%s links to files and headings that exist", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#:\s]*)(?:#([^)]+))?\)/g)];
  const broken = links.filter(([, path = "", anchor]) => {
    const file = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(read(file)).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test("every page that is written by hand is in the sidebar of the documentation site", () => {
  const listed = new Set(listLinks(createSidebar(join(root, "docs/build/none"))));
  const written = listPages(root).filter(({ source }) => !source.startsWith("docs/gen/"));
  expect(written.filter(({ target }) => !listed.has(target.replace(/\.md$/, "")))).toEqual([]);
});

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The anchors of the headings of a page, as GitHub and GitLab name them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
