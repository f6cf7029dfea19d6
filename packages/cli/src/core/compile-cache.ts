import { lstatSync, mkdirSync, realpathSync, type Stats } from "node:fs";
import { enableCompileCache } from "node:module";
import { dirname, isAbsolute, join } from "node:path";

/** Bits of a file's mode: its group or others can write it. */
const writableByOthers = 0o022;
/** A bit of a directory's mode: only its owner can rename or remove a file in it. */
const sticky = 0o1000;

/**
 * Makes Node.js cache the compiled code of the command, which starts faster then. A user who can write the cache decides
 * what code runs, so it is only used in a directory that only this user can write. In any other case there is no cache.
 *
 * Node.js's own variables have precedence: `NODE_DISABLE_COMPILE_CACHE` and `NODE_COMPILE_CACHE`.
 *
 * @see https://nodejs.org/api/module.html#module-compile-cache
 */
export function useCompileCache(env: NodeJS.ProcessEnv = process.env): void {
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_COMPILE_CACHE) {
    return;
  }
  const directory = openCacheDirectory(env, process.geteuid?.());
  if (directory !== undefined) {
    enableCompileCache(directory);
  }
}

/**
 * Finds the directory of the cache, `eks-auth/compile-cache` in `XDG_CACHE_HOME` or `~/.cache`, and creates it if it is
 * missing.
 *
 * @param userId - the user of this process; undefined on Windows, which has no such owners
 * @returns its absolute path, or undefined if there is none that only this user can write
 */
export function openCacheDirectory(env: NodeJS.ProcessEnv, userId: number | undefined): string | undefined {
  const { XDG_CACHE_HOME, HOME } = env;
  const base = XDG_CACHE_HOME || (HOME && join(HOME, ".cache"));
  if (userId === undefined || !base || !isAbsolute(base)) {
    return undefined;
  }
  try {
    // Checked before anything is created: with sudo, the home directory can be another user's.
    if (!isSafe(dirname(base), userId)) {
      return undefined;
    }
    makeDirectory(base);
    const parent = realpathSync(base);
    const own = [join(parent, "eks-auth"), join(parent, "eks-auth/compile-cache")];
    const isPrivate = isSafe(parent, userId) && own.every((path) => makePrivate(path, userId));
    return isPrivate ? own.at(-1) : undefined;
  } catch {
    // It is missing and can't be created, for example on a read-only file system.
    return undefined;
  }
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
}

/** Creates a directory if it is missing. @returns whether it is one, and not a link, that only this user can write */
function makePrivate(path: string, userId: number): boolean {
  makeDirectory(path);
  const stats = lstatSync(path);
  return stats.isDirectory() && stats.uid === userId && (stats.mode & writableByOthers) === 0;
}

/** Whether no other user, except root, can replace what this user has in the directory, or a directory that it is in. */
function isSafe(directory: string, userId: number): boolean {
  return listAncestors(realpathSync(directory)).every((path) => isUnchangeable(lstatSync(path), userId));
}

/** Whether no other user, except root, can replace what this user has in the directory. */
function isUnchangeable({ uid, mode }: Stats, userId: number): boolean {
  return (uid === userId || uid === 0) && ((mode & writableByOthers) === 0 || (mode & sticky) !== 0);
}

/** Lists a directory and all that it is in. */
function listAncestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...listAncestors(parent)];
}
