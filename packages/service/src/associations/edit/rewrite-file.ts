import { readFile, readlink, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AssociationChangeError } from "./change-error.ts";
import { Claim } from "./file-lock.ts";

const waitMilliseconds = 10_000;

/** What becomes of a file, and what its change comes to. */
export interface Rewriting<Result> {
  /** The new text; `undefined` where the file is to stay as it is. */
  readonly text: string | undefined;
  readonly result: Result;
}

/**
 * Replaces a file's text by another that is made from it. Only one process does so at a time, and at each moment the
 * file has the one text or the other, whole; when this returns, the new one is on the disk. The file keeps its mode,
 * and its owner where this process may set it; a symbolic link stays one.
 *
 * @param rewrite - gets the text, `undefined` where the file isn't there yet. What it throws leaves the file alone
 * @throws AssociationChangeError where the file is busy or can't be written
 */
export async function rewriteFile<Result>(
  path: string,
  rewrite: (text: string | undefined) => Rewriting<Result>,
): Promise<Result> {
  const target = await findTarget(path);
  const claim = await Claim.of(target, waitMilliseconds).catch((error) => refuse(path, error));
  try {
    const { text, result } = rewrite(await readFile(target, "utf8").catch(undefinedIfAbsent));
    if (text !== undefined) {
      await replace(claim, target, text).catch((error) => refuse(path, error));
    }
    return result;
  } finally {
    await claim.release();
  }
}

async function replace(claim: Claim, target: string, text: string): Promise<void> {
  const old = await stat(target).catch(undefinedIfAbsent);
  if (old !== undefined) {
    await claim.handle.chown(old.uid, old.gid).catch(() => {});
    // Before the text is in it, which may be for fewer to read than a new file is.
    await claim.handle.chmod(old.mode);
  }
  await claim.handle.writeFile(text);
  await claim.commit();
}

/** Follows symbolic links, so that the file is replaced and not the link to it; the file may not be there yet. */
async function findTarget(path: string): Promise<string> {
  return (
    (await realpath(path).catch(undefinedIfAbsent)) ??
    resolve(dirname(path), await readlink(path).catch(() => resolve(path)))
  );
}

function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

function refuse(path: string, error: unknown): never {
  throw error instanceof AssociationChangeError ? error : AssociationChangeError.ofUnwritable(path, error);
}
