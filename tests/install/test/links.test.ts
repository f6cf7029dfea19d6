import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

const pages = globSync(["*.md", "docs/*.md", "{packages,eks-api/packages,tests}/*/README.md"], {
  cwd: root,
}).sort();

test.each(pages)("%s links to files and headings that exist", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#:\s]*)(?:#([^)]+))?\)/g)];
  const broken = links.filter(([, path = "", anchor]) => {
    const file = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(read(file)).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
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
