import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Removes the tarballs of packages, of any version. Those of other packages stay, because projects can use them.
 *
 * @param folder - of the tarballs; it must exist
 * @param names - of the packages
 */
export async function removeTarballs(folder: string, names: readonly string[]): Promise<void> {
  const starts = names.map((name) => `${name.replace(/^@/, "").replace("/", "-")}-`);
  for (const file of await readdir(folder)) {
    // `eks-auth-client-0.1.0.tgz` is of @eks-auth/client, `eks-auth-client-light-0.1.0.tgz` is not.
    if (starts.some((start) => file.startsWith(start) && /^\d.*\.tgz$/.test(file.slice(start.length)))) {
      await rm(join(folder, file));
    }
  }
}

/**
 * Formats the command that installs tarballs, for a POSIX shell.
 *
 * @param paths - of the tarballs
 */
export function formatInstallCommand(paths: readonly string[]): string {
  const quoted = paths.map((path) =>
    /^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`,
  );
  return `npm install ${quoted.join(" ")}`;
}
