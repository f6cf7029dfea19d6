import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Finds the root of the npm workspaces that a project belongs to: the nearest folder, the project's or one around it, whose
 * package.json lists workspaces. There are `.changeset/`, `package-lock.json` and `build/`, which projects of one repository
 * share.
 *
 * @param folder - the absolute path of the project's folder
 * @returns the project's folder if there is no such root
 */
export function findWorkspaceRoot(folder: string): string {
  let candidate = folder;
  while (!listsWorkspaces(join(candidate, "package.json"))) {
    const parent = dirname(candidate);
    if (parent === candidate) {
      return folder;
    }
    candidate = parent;
  }
  return candidate;
}

/** A package.json that is not valid lists none. npm reports it. */
function listsWorkspaces(file: string): boolean {
  try {
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).workspaces !== undefined;
  } catch {
    return false;
  }
}
