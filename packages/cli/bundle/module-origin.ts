import { join, relative } from "node:path";

/** The folder of this repository's packages. */
const packages: string = join(import.meta.dirname, "../..");

/** Where a module of the bundle comes from. */
export interface ModuleOrigin {
  /** The name of a package of npm, or the folder of one of this repository. */
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
  const [, packageName, path] = /^([^./][^/]*)\/(.*)$/.exec(relative(packages, id)) ?? [];
  return packageName === undefined || path === undefined || !id.startsWith("/")
    ? undefined
    : { packageName, path, isOfRepository: true };
}

/** Whether a chunk has code of this repository. */
export function isOfRepository({
  modules,
}: {
  readonly modules: Readonly<Record<string, unknown>>;
}): boolean {
  return Object.keys(modules).some((id) => findOrigin(id)?.isOfRepository);
}
