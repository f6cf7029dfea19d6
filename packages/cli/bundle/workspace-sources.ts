import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Rolldown, UserConfig } from "tsdown";

/** Finds the packages of this repository, which node_modules has as links. */
const { resolve } = createRequire(import.meta.url);

/**
 * Bundles the packages of this repository from their sources instead of their built entry points, so that each chunk
 * has only the modules that its commands use. A package whose build does more than compile is bundled as it was built.
 */
export function workspaceSources(): Rolldown.Plugin {
  return {
    name: "workspace-sources",
    resolveId: {
      filter: { id: /^@eks-auth\// },
      handler: (id) => findSource(id),
    },
  };
}

/**
 * Finds the source of an entry point.
 *
 * @param id - as code imports it: `@eks-auth/service/token-file`
 * @returns its absolute path, or undefined if the entry point must be used as it was built
 */
async function findSource(id: string): Promise<string | undefined> {
  const [, name = "", subpath = ""] = /^@eks-auth\/([^/]+)(.*)$/.exec(id) ?? [];
  const manifest = resolve(`@eks-auth/${name}/package.json`);
  const folder = dirname(manifest);
  const { exports } = JSON.parse(readFileSync(manifest, "utf8"));
  const built = exports[`.${subpath}`]?.default;
  const { default: config } = (await import(join(folder, "tsdown.config.ts"))) as { default: UserConfig };
  if (typeof built !== "string" || Array.isArray(config)) {
    return undefined;
  }
  const source = listEntries(config).get(built);
  return source && join(folder, source);
}

/** Lists the sources by the files that they become: `src/index.ts` by `./dist/index.js`. */
function listEntries({ entry = {} }: UserConfig): Map<string, string> {
  const entries = Array.isArray(entry)
    ? entry.map(String).map((path): [string, string] => [path.replace(/^.*\/|\.ts$/g, ""), path])
    : Object.entries(entry as Record<string, string>);
  return new Map(entries.map(([name, path]) => [`./dist/${name}.js`, path]));
}
