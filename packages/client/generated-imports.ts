import { fileURLToPath } from "node:url";

/** The absolute path of a file below `src/gen`. */
export function generatedPath(file: string): string {
  return fileURLToPath(new URL(`src/gen/${file}`, import.meta.url));
}

/**
 * Leads the generated `import packageInfo from "../package.json"` to this package's own: the user agent
 * carries the version found there.
 *
 * The generator expects its output right below the package's root. `src/gen` is a folder deeper, where no
 * such file is, and a `ts-ignore` keeps the compiler from noticing.
 */
export const packageInfoAlias: Record<string, string> = {
  "../package.json": fileURLToPath(new URL("package.json", import.meta.url)),
};

/** Puts the defaults for browsers (fetch, Web Crypto) in the place of those for Node (node:https, credential files). */
export const browserRuntimeAlias: Record<string, string> = {
  "./runtimeConfig": generatedPath("runtimeConfig.browser.ts"),
};
