import { fileURLToPath } from "node:url";

/** The absolute path of a file below `src/gen`. */
export function generatedPath(file: string): string {
  return fileURLToPath(new URL(`src/gen/${file}`, import.meta.url));
}

/**
 * Resolves the import of `../package.json` in generated code to this package's package.json. The user agent
 * contains its version.
 *
 * The generator expects its output one level below the package's root, but `src/gen` is two levels below. There is no
 * such file there, and a `ts-ignore` hides that from the compiler.
 */
export const packageInfoAlias: Record<string, string> = {
  "../package.json": fileURLToPath(new URL("package.json", import.meta.url)),
};

/** Replaces the defaults for Node.js (node:https, credential files) by those for browsers (fetch, Web Crypto). */
export const browserRuntimeAlias: Record<string, string> = {
  "./runtimeConfig": generatedPath("runtimeConfig.browser.ts"),
};
