import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The absolute path of the root of the repository that these scripts are in. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

/**
 * The absolute paths of the projects of the generator: the EKS Auth API, and the EKS API for its associations. Tests copy only
 * the first.
 */
export const projectFolders: readonly string[] = [root, join(root, "eks-api")].filter((folder) =>
  existsSync(join(folder, "codegen.json")),
);

/** The paths of their models, from the root: `model`. */
export const modelFolders: readonly string[] = projectFolders.map((folder) =>
  relative(root, join(folder, "model")),
);
