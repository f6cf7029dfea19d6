import { globSync, rmSync } from "node:fs";
import { CommandError } from "@eks-auth/codegen/terminal";
import { build } from "vitepress";
import { findBrokenLinks } from "./check-links.ts";
import { dist, docs, root, site } from "./folders.ts";
import { createSidebar, listLinks } from "./sidebar.ts";
import { writeSite } from "./write-site.ts";

/**
 * Builds the site to docs/dist, and checks its links.
 *
 * @returns the exit code, 0
 * @throws {CommandError} `site_not_valid` if a link or an anchor leads to nothing, or the sidebar lacks a page
 */
export async function buildSite(): Promise<number> {
  rmSync(site, { recursive: true, force: true });
  await writeSite(root, site);
  requireListed();
  await build(docs);
  const broken = findBrokenLinks(dist);
  if (broken.length > 0) {
    throw new CommandError(`Broken links:\n  ${broken.join("\n  ")}\nFix them, or remove them.`, {
      code: "site_not_valid",
    });
  }
  const pages = globSync("**/*.html", { cwd: dist }).length;
  process.stdout.write(`Built ${pages} pages in docs/dist. All links and anchors lead to something.\n`);
  return 0;
}

/** Lists of downloads are reached from the pages that link to their folders. */
function requireListed(): void {
  const listed = new Set(listLinks(createSidebar(site)));
  const pages = globSync("**/*.md", { cwd: site, exclude: ["files", "public"] });
  const missing = pages.map((path) => path.replace(/\.md$/, "")).filter((page) => !listed.has(page));
  if (missing.length > 0) {
    throw new CommandError(
      `The sidebar lacks ${missing.join(", ")}. Add them to docs/src/sidebar.ts, so that readers find them.`,
      { code: "site_not_valid" },
    );
  }
}
