import { createHash } from "node:crypto";
import { UnusableFileError } from "../../files/file-error.ts";
import type { FilePermissions } from "../../files/read-file.ts";
import { readUsableFile } from "../../files/read-usable-file.ts";
import { openWatchedFiles, type WatchedFiles } from "../../files/watched-files.ts";
import type { OnLogEvent } from "../../logging/log-event.ts";
import type { AuthenticatedCaller } from "../caller-method.ts";
import { AccessKey } from "./access-key.ts";
import { parseAccessKey } from "./key-file.ts";
import type { SigningScope } from "./signing-key.ts";

/** The file of an access key. */
export interface AccessKeyFile {
  readonly path: string;
  /** The caller that requests with the key are from. */
  readonly caller: AuthenticatedCaller;
}

/** The access keys of files that are read again when they change. */
export interface WatchedAccessKeys extends WatchedFiles {
  find(accessKeyId: string): AccessKey | undefined;
}

/** Options of {@link openAccessKeys}. */
export interface AccessKeyOptions extends FilePermissions, SigningScope {
  /** Called when a changed key is in use, and when a change cannot be used. */
  readonly onLogEvent: OnLogEvent;
}

/** A file's key, with a digest of the file. */
interface LoadedKey {
  readonly key: AccessKey;
  readonly digest: string;
}

/**
 * Opens the files of access keys and watches them. A change is in use within 2 s. If a file cannot be used any more, or
 * has an access key ID that another file has, its previous key stays in use: a deleted file does not remove a key.
 *
 * @throws UnusableFileError if a file cannot be used, or two have the same access key ID
 */
export async function openAccessKeys(
  files: readonly AccessKeyFile[],
  { region, service, onLogEvent, ...permissions }: AccessKeyOptions,
): Promise<WatchedAccessKeys> {
  /** The key of each file, in their order. */
  let current: readonly LoadedKey[] = [];
  let byId = new Map<string, AccessKey>();
  /** Why a file was rejected, so that it is logged once. */
  const rejected = new Map<string, string>();

  function use(next: readonly LoadedKey[]): void {
    current = next;
    byId = new Map(next.map(({ key }) => [key.id, key]));
  }

  function reject({ path }: AccessKeyFile, reason: string): void {
    if (rejected.get(path) !== reason) {
      rejected.set(path, reason);
      const hint = "To remove a key, remove its file from the configuration.";
      const message = `The previous access key stays in use: ${reason} ${hint}`;
      onLogEvent({ level: "error", code: "access_key_rejected", message });
    }
  }

  async function read(file: AccessKeyFile, previous: LoadedKey | undefined): Promise<LoadedKey> {
    const content = await readUsableFile(file.path, "accessKey", permissions);
    const digest = createHash("sha256").update(content).digest("base64");
    return digest === previous?.digest
      ? previous
      : { digest, key: new AccessKey(parseAccessKey(content, file.path), { region, service }, file.caller) };
  }

  async function open(): Promise<void> {
    const next = await Promise.all(files.map((file) => read(file, undefined)));
    for (const [index, reason] of findShared(files, next)) {
      throw UnusableFileError.ofWhole(files[index]?.path ?? "", reason, undefined);
    }
    use(next);
  }

  async function load(isClosed: () => boolean): Promise<void> {
    const previous = current;
    const usable = new Set<AccessKeyFile>();
    const loads = files.map(async (file, index) => {
      const before = previous[index] as LoadedKey;
      try {
        const loaded = await read(file, before);
        usable.add(file);
        return loaded;
      } catch (error) {
        if (!isClosed()) {
          reject(file, error instanceof Error ? error.message : String(error));
        }
        return before;
      }
    });
    const next = await Promise.all(loads);
    if (isClosed()) {
      return;
    }
    const isChanged = (index: number) => next[index] !== previous[index];
    for (;;) {
      // A file that goes back to its previous key can have the ID of another one that was changed.
      const shared = [...findShared(files, next)].filter(([index]) => isChanged(index));
      if (shared.length === 0) {
        break;
      }
      for (const [index, reason] of shared) {
        const file = files[index] as AccessKeyFile;
        reject(file, reason);
        usable.delete(file);
        next[index] = previous[index] as LoadedKey;
      }
    }
    use(next);
    for (const [index, file] of files.entries()) {
      const isRecovered = usable.has(file) && rejected.delete(file.path);
      if (isChanged(index) || isRecovered) {
        const message = `The access key ${next[index]?.key.id} of the caller ${file.caller.name} was reloaded: ${file.path}.`;
        onLogEvent({ level: "info", code: "access_key_reloaded", message });
      }
    }
  }

  const watched = await openWatchedFiles(
    files.map(({ path }) => path),
    open,
    load,
  );
  return { find: (accessKeyId) => byId.get(accessKeyId), ...watched };
}

/** Finds the files whose access key ID another file has, with the reason. */
function findShared(files: readonly AccessKeyFile[], keys: readonly LoadedKey[]): Map<number, string> {
  const indexes = Map.groupBy(keys.keys(), (index) => keys[index]?.key.id);
  const shared = new Map<number, string>();
  for (const [id, [first = 0, ...others]] of indexes) {
    for (const index of others.length > 0 ? [first, ...others] : []) {
      const paths = [first, ...others].map((each) => files[each]?.path).join(" and ");
      shared.set(index, `${paths} have the same access key ID ${id}. Create a new key for one of them.`);
    }
  }
  return shared;
}
