import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** The file of the `eks-auth` command, built. */
export const cliProgram: string = join(
  dirname(findPackageJSON("@eks-auth/cli", import.meta.url) ?? ""),
  "bin/eks-auth.js",
);
