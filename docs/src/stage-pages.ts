import { cpSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { listEntryPoints } from "./entry-points.ts";
import { listPages, type Page } from "./pages.ts";
import { type Link, rewriteLinks } from "./rewrite-links.ts";

/**
 * Writes the pages that are files of the repository to the folder that VitePress reads. Links to files that are no pages
 * become downloads; links to folders without a README become lists of downloads.
 *
 * @param root - the absolute path of the repository
 * @param site - the absolute path of the folder; its other files stay
 * @returns the pages
 * @throws {CommandError} `site_not_valid` if a link leads to nothing
 */
export function stagePages(root: string, site: string): Page[] {
  const pages = listPages(root);
  const stage = new Stage(root, site, pages);
  for (const page of pages) {
    stage.writePage(page);
  }
  if (stage.problems.length > 0) {
    throw new CommandError(`Broken links:\n  ${stage.problems.join("\n  ")}\nFix them, or remove them.`, {
      code: "site_not_valid",
    });
  }
  return pages;
}

class Stage {
  readonly problems: string[] = [];
  readonly #root: string;
  readonly #site: string;
  readonly #targets: ReadonlyMap<string, string>;
  readonly #references: ReadonlySet<string>;

  constructor(root: string, site: string, pages: readonly Page[]) {
    this.#root = root;
    this.#site = site;
    this.#targets = new Map(pages.map(({ source, target }) => [source, target]));
    this.#references = new Set(listEntryPoints(root).map(({ name }) => `api/${name}.md`));
  }

  writePage({ source, target }: Page): void {
    const text = readFileSync(join(this.#root, source), "utf8");
    const linked = rewriteLinks(text, (link) => this.#replace(link, source, target));
    const reference = `api/@eks-auth/${posix.basename(target)}`;
    const isPackage = target.startsWith("packages/") && this.#references.has(reference);
    this.#write(
      target,
      isPackage
        ? linked.replace(/^## API$/m, `$&\n\nEvery name is in the [API reference](/${reference}).`)
        : linked,
    );
  }

  #replace(
    { path, anchor, isImage }: Link,
    source: string,
    target: string,
  ): { href: string; suffix?: string } {
    const file = posix.join(posix.dirname(source), path).replace(/\/$/, "");
    const page = this.#targets.get(file) ?? this.#targets.get(posix.join(file, "README.md"));
    if (page !== undefined) {
      return { href: `/${page}${anchor}` };
    }
    if (file.startsWith("..") || !existsSync(join(this.#root, file))) {
      this.problems.push(`${source}: ${path} does not exist`);
      return { href: path };
    }
    if (statSync(join(this.#root, file)).isDirectory()) {
      return { href: `/${this.#writeList(file)}` };
    }
    const copy = this.#copy(file);
    // VitePress adds its base to images only.
    return isImage
      ? { href: `/${copy}` }
      : { href: posix.relative(posix.dirname(target), copy), suffix: '{download=""}' };
  }

  #copy(file: string): string {
    const copy = `files/${file}`;
    cpSync(join(this.#root, file), join(this.#site, "public", copy));
    return copy;
  }

  /** Writes the page of a folder: a download for each file in it and below. */
  #writeList(folder: string): string {
    const target = `files/${folder}/index.md`;
    const files = globSync(`${folder}/**`, {
      cwd: this.#root,
      exclude: (path) => /(^|\/)(node_modules|dist|build)$/.test(path),
    })
      .filter((path) => statSync(join(this.#root, path)).isFile())
      .toSorted();
    const items = files.map(
      (file) =>
        `- [${posix.relative(folder, file)}](${posix.relative(dirname(target), this.#copy(file))}){download=""}`,
    );
    this.#write(target, `# Files in ${folder}\n\n${items.join("\n")}\n`);
    return target;
  }

  #write(target: string, text: string): void {
    const file = join(this.#site, target);
    // VitePress reloads each page that is written.
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}
