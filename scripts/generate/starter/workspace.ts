import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageFolders, type Target } from "../target.ts";

/**
 * Makes what ties the packages together, so that they find each other before any of them is published. A folder that
 * has a package.json is part of a project that ties them together its own way.
 */
export function makeWorkspaceFiles({ base, scope }: Target): [string, string][] {
  if (existsSync(join(base, "package.json"))) {
    return [];
  }
  const manifest = {
    name: `${scope}/workspace`,
    private: true,
    type: "module",
    // npm builds them in this order, and the server imports the types.
    workspaces: packageFolders,
    scripts: {
      build: "npm run build --workspaces",
      typecheck: "npm run typecheck --workspaces",
      test: "npm run test --workspaces",
    },
  };
  return [
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    [".gitignore", "node_modules/\ndist/\n*.tgz\n"],
  ];
}
