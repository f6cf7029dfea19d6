import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The absolute path of the root of the repository that these scripts are in. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

/** The absolute paths of the projects of the generator: the EKS Auth API, and the EKS API for its associations. */
export const projectFolders: readonly string[] = [root, join(root, "eks-api")];
