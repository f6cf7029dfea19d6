import type { ProjectSettings } from "./settings.ts";

/** The packages that can be generated from a model, by the names of their folders. */
export const packageFolders = ["types", "client", "client-light", "server"] as const;

export type PackageFolder = (typeof packageFolders)[number];

const clientFolders: readonly PackageFolder[] = ["client", "client-light"];

/** Lists the folders of the packages that settings ask for. */
export function listPackageFolders({ clients }: Pick<ProjectSettings, "clients">): readonly PackageFolder[] {
  return packageFolders.filter((folder) => clients || !clientFolders.includes(folder));
}
