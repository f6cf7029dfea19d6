import type { FilePermissions } from "../../files/read-file.ts";
import { openWatchedFiles, type WatchedFiles } from "../../files/watched-files.ts";
import type { OnLogEvent } from "../../logging/log-event.ts";
import { readOrCreateSessionKeys, readSessionKeys } from "./session-key-file.ts";
import type { SessionKeys } from "./session-token.ts";

/** The keys of a file that is read again when it changes. */
export interface WatchedSessionKeys extends SessionKeys, WatchedFiles {}

/** Options of {@link openSessionKeys}. */
export interface SessionKeyOptions extends FilePermissions {
  /** Called when changed keys are in use, and when a change cannot be used. */
  readonly onLogEvent?: OnLogEvent | undefined;
}

/**
 * Opens the file with the embedded issuer's keys, and watches it. A change is in use within 2 s, so keys can be rotated
 * without a restart: write a file with the new key first and the current one second. If there is no file, it is created
 * with one key, mode 0600.
 *
 * @param path - one or two P-256 private keys in PEM, PKCS #8 or SEC 1; its directory must exist
 * @throws SessionKeyFileError if it cannot be created or read, holds something else, is readable by all users, belongs to
 * another user, or can be written by others
 */
export async function openSessionKeys(
  path: string,
  { onLogEvent, ...permissions }: SessionKeyOptions = {},
): Promise<WatchedSessionKeys> {
  let keys: SessionKeys;

  async function open(): Promise<void> {
    keys = await readOrCreateSessionKeys(path, permissions);
  }

  async function load(isClosed: () => boolean): Promise<void> {
    try {
      const next = await readSessionKeys(path, permissions);
      if (isClosed() || isSame(next, keys)) {
        return;
      }
      keys = next;
      const message = `The session keys were reloaded: ${path}. The current key is ${keys.current.id}.`;
      onLogEvent?.({ level: "info", code: "session_keys_reloaded", message });
    } catch (error) {
      if (isClosed()) {
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The previous session keys stay in use: ${reason}`;
      onLogEvent?.({ level: "error", code: "session_keys_rejected", message });
    }
  }

  const watched = await openWatchedFiles([path], open, load);
  return {
    get current() {
      return keys.current;
    },
    get previous() {
      return keys.previous;
    },
    ...watched,
  };
}

function isSame(one: SessionKeys, other: SessionKeys): boolean {
  return one.current.id === other.current.id && one.previous?.id === other.previous?.id;
}
