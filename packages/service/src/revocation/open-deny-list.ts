import type { FilePermissions } from "../files/read-file.ts";
import { openWatchedFiles, type WatchedFiles } from "../files/watched-files.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { DenyList } from "./deny-list.ts";
import { loadDenyList } from "./deny-list-file.ts";

/** A deny list that is read again when it changes. */
export interface WatchedDenyList extends WatchedFiles {
  /** The last valid list; undefined if none was read yet. */
  readonly current: DenyList | undefined;
  /** @throws RevocationUnavailableError if no valid list was read yet */
  require(): DenyList;
}

/** The deny list of a file, which was valid at the start. */
export interface FileDenyList extends WatchedDenyList {
  readonly current: DenyList;
}

/**
 * Opens a deny list and watches its file. A change is in force within 2 s. If the file is missing or invalid after a
 * change, the last valid list stays in force, and the log says so: an attacker's or an editor's mistake must not allow
 * again what was denied.
 *
 * @throws UnusableFileError if the file cannot be read, must not be trusted, or is not valid now
 */
export async function openDenyList(
  path: string,
  permissions: FilePermissions,
  onLogEvent: OnLogEvent,
): Promise<FileDenyList> {
  let current: DenyList;

  async function open(): Promise<void> {
    current = await loadDenyList(path, permissions);
  }

  async function load(isClosed: () => boolean): Promise<void> {
    try {
      const next = await loadDenyList(path, permissions);
      if (isClosed()) {
        return;
      }
      current = next;
      const message = `The deny list was read: ${path} has ${next.entries.length} entries.`;
      onLogEvent({ level: "info", code: "deny_list_reloaded", message });
    } catch (error) {
      if (!isClosed()) {
        const message = `The old deny list stays in force: ${(error as Error).message}`;
        onLogEvent({ level: "error", code: "deny_list_rejected", message });
      }
    }
  }

  const watched = await openWatchedFiles([path], open, load);
  return {
    get current() {
      return current;
    },
    require: () => current,
    ...watched,
  };
}
