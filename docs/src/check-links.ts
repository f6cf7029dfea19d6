import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

/** A reference of a page: the value of `href` or `src`. */
interface Reference {
  readonly tag: string;
  readonly url: string;
}

/** What a built page has. */
interface BuiltPage {
  readonly references: readonly Reference[];
  readonly ids: ReadonlySet<string>;
}

/**
 * Checks the links of a built site: each leads to a page or file of the site, and each anchor to an element. Links to other
 * sites are not followed, but a page must load nothing from another site.
 *
 * @param dist - the absolute path of the built site, which is served at the root of a host
 * @returns one line for each broken link: the first page that has it, the link and what is wrong
 */
export function findBrokenLinks(dist: string): string[] {
  const files = globSync("**/*.html", { cwd: dist }).toSorted();
  const pages = new Map(files.map((file) => [file, readPage(readFileSync(join(dist, file), "utf8"))]));
  // The sidebar repeats a link on each page: one line is enough.
  const found = new Map<string, string>();
  for (const [file, { references }] of pages) {
    for (const { tag, url } of references) {
      const problem = findProblem(dist, pages, file, tag, url);
      if (problem !== undefined && !found.has(url)) {
        found.set(url, `${file}: ${url} ${problem}`);
      }
    }
  }
  return [...found.values(), ...findLoadedByStyles(dist)];
}

function findProblem(
  dist: string,
  pages: ReadonlyMap<string, BuiltPage>,
  file: string,
  tag: string,
  url: string,
): string | undefined {
  if (/^(data:|mailto:)/.test(url)) {
    return undefined;
  }
  if (/^([a-z]+:)?\/\//i.test(url)) {
    return tag === "a" ? undefined : "is loaded from another site";
  }
  const [path = "", anchor = ""] = url.split("#").map(decodeURIComponent);
  const target = resolveTarget(dist, file, path);
  if (target === undefined) {
    return "leads to no file of the site";
  }
  const ids = pages.get(target)?.ids;
  return anchor === "" || ids === undefined || ids.has(anchor)
    ? undefined
    : "names an anchor that the page lacks";
}

/** Finds the file of a link, as a web server does. */
function resolveTarget(dist: string, file: string, path: string): string | undefined {
  const absolute =
    path === "" ? file : posix.join("/", path.startsWith("/") ? "" : posix.dirname(file), path);
  const target = absolute.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  return existsSync(join(dist, target)) && statSync(join(dist, target)).isFile() ? target : undefined;
}

function readPage(html: string): BuiltPage {
  // The source of inline scripts and styles is not HTML.
  const markup = html.replaceAll(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/g, "$1");
  const tags = [...markup.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)];
  const references: Reference[] = [];
  const ids = new Set<string>();
  for (const [, tag = "", attributes = ""] of tags) {
    for (const [, name, value = ""] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
      if (name === "href" || name === "src") {
        references.push({ tag, url: decodeEntities(value) });
      } else if (name === "id") {
        ids.add(decodeEntities(value));
      }
    }
  }
  return { references, ids };
}

function decodeEntities(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function findLoadedByStyles(dist: string): string[] {
  return globSync("**/*.css", { cwd: dist }).flatMap((file) =>
    [...readFileSync(join(dist, file), "utf8").matchAll(/url\(["']?((?:https?:)?\/\/[^)"']+)/g)].map(
      ([, url]) => `${file}: ${url} is loaded from another site`,
    ),
  );
}
