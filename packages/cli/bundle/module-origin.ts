import { join, relative } from "node:path";

/** This repository. */
const root: string = join(import.meta.dirname, "../../..");

/** Where a module of the bundle comes from. */
export interface ModuleOrigin {
  /** The name of a package of npm, or that of one of this repository without its scope: `service`, `eks-api-server`. */
  readonly packageName: string;
  /** Its path in the package: `src/doctor/check-sts.ts`. */
  readonly path: string;
  readonly isOfRepository: boolean;
}

/**
 * Finds where a module comes from.
 *
 * @param id - its absolute path
 * @returns undefined for a module without a file: the bundler's own
 */
export function findOrigin(id: string): ModuleOrigin | undefined {
  const [, installed, installedPath] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.*)$/.exec(id) ?? [];
  if (installed !== undefined && installedPath !== undefined) {
    return { packageName: installed, path: installedPath, isOfRepository: false };
  }
  const [, project = "", folder, path] =
    /^(?:([^./][^/]*)\/)?packages\/([^./][^/]*)\/(.*)$/.exec(relative(root, id)) ?? [];
  return folder === undefined || path === undefined || !id.startsWith("/")
    ? undefined
    : { packageName: project === "" ? folder : `${project}-${folder}`, path, isOfRepository: true };
}

/** Whether a chunk has code of this repository. */
export function isOfRepository({
  modules,
}: {
  readonly modules: Readonly<Record<string, unknown>>;
}): boolean {
  return Object.keys(modules).some((id) => findOrigin(id)?.isOfRepository);
}
