import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of the built `eks-auth` command. */
export const cliProgram: string = join(
  dirname(findPackageJSON("@eks-auth/cli", import.meta.url) ?? ""),
  "bin/eks-auth.js",
);

/**
 * Returns the absolute path of a program under test.
 *
 * @param path - from `benchmarks/programs`: `server/fastify.ts`
 */
export function locateProgram(path: string): string {
  return fileURLToPath(new URL(`../../programs/${path}`, import.meta.url));
}
