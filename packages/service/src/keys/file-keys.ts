import { readFile, stat } from "node:fs/promises";
import type { JWTVerifyGetKey } from "jose";
import { UnusableFileError } from "../files/file-error.ts";
import { createProblemReport, type OnKeyProblem } from "../logging/log-event.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import { IssuerUnavailableError } from "./key-source.ts";

const lookAtMostEveryMs = 1_000;

/** How a file of keys is followed. */
export interface FileKeysOptions {
  /** Is told when the file can't be used, and when it can again. */
  readonly onProblem?: OnKeyProblem | undefined;
  /** The time; the machine's where it is left out. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Makes the source of keys that are in a file, for a cluster whose issuer can't be reached. It reads the file at the
 * first need, and again when it has changed, for which it looks once in a second at most. While a new file can't be
 * used, the old keys serve. Whoever may write the file may make keys.
 *
 * @param path - a JSON Web Key Set, as `kubectl get --raw /openid/v1/jwks` prints it
 * @returns finds the key that a token's header names; rejects with `IssuerUnavailableError` where there never was a
 * file to be used, and with jose's errors where no key fits, or several do
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function createFileKeys(path: string, options: FileKeysOptions = {}): JWTVerifyGetKey {
  const { onProblem, now = () => new Date() } = options;
  const report = createProblemReport(onProblem);
  let held: { readonly keys: KeySet; readonly version: string } | undefined;
  let failure: unknown;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let look = Promise.resolve();

  async function readIfChanged(): Promise<void> {
    try {
      // Before the content, so that a change in between is seen at the next look.
      const version = await versionOf(path);
      if (version !== held?.version) {
        held = { keys: parseKeySet(await readFile(path), path), version };
      }
      report.end(`The keys in ${path} can be used again.`);
    } catch (error) {
      failure = describeFailure(error, path);
      const consequence = held === undefined ? "" : " The keys that it had before are used.";
      report.begin(`${new IssuerUnavailableError(path, failure).message}${consequence}`);
    }
  }

  return async function findKey(header, token) {
    const sinceMs = now().getTime() - lookedAt;
    if (sinceMs < 0 || sinceMs >= lookAtMostEveryMs) {
      lookedAt = now().getTime();
      look = readIfChanged();
    }
    await look;
    if (held === undefined) {
      throw new IssuerUnavailableError(path, failure);
    }
    return held.keys(header, token);
  };
}

/**
 * Checks that a file of keys can be used now. {@link createFileKeys} learns that at the first need, which is too late
 * for whoever mistyped its name.
 *
 * @param path - a JSON Web Key Set
 * @throws UnusableFileError where it can't be read or is none
 */
export async function checkKeyFile(path: string): Promise<void> {
  try {
    parseKeySet(await readFile(path), path);
  } catch (error) {
    throw UnusableFileError.ofWhole(describeFailure(error, path).message, error);
  }
}

/** What differs after a write, and after another file took the name, which is how Kubernetes changes its volumes. */
async function versionOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

function describeFailure(error: unknown, path: string): Error {
  return error instanceof Error && "code" in error
    ? new Error(
        `${path} can't be read (${error.code}). Check that it is there and that this process may read it.`,
      )
    : (error as Error);
}
