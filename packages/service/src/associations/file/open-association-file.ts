import type { FilePermissions } from "../../files/read-file.ts";
import { watchFile } from "../../files/watch-file.ts";
import { readContent } from "../../files/yaml-file.ts";
import type { Association, AssociationStore } from "../association.ts";
import type { ClusterRules } from "../association-rules.ts";
import { parseAssociations } from "./association-file.ts";
import { createAssociationTable } from "./association-table.ts";
import { FileAssociations } from "./file-associations.ts";

/** The associations of a file that is reloaded when it changes. */
export interface WatchedAssociations extends AssociationStore {
  /** The associations of the last good file, in its order. Each access creates them. */
  readonly associations: readonly Association[];
  /** Reads the file now, even if it has not changed. A file that cannot be used goes to `onProblem`. Never rejects. */
  reload(): Promise<void>;
  /** Stops watching the file. The associations stay as they are. */
  close(): void;
}

/** Options of a watched file. Its hooks must not throw. */
export interface WatchOptions extends FilePermissions {
  /**
   * Called once for each change that cannot be used, with the problems of the file. The previous associations stay in use.
   * The error is an UnusableFileError, unless it was not expected.
   */
  readonly onProblem: (error: Error) => void;
  /** Called for each change that was loaded, with the number of associations. */
  readonly onReload?: ((count: number) => void) | undefined;
}

/**
 * Opens an association file and watches it. A change is loaded within about 1.5 s; a large file takes longer, but does not
 * block the event loop.
 *
 * @param path - the file, or a symbolic link to it
 * @throws UnusableFileError if the file cannot be read, must not be trusted, or is not valid now
 */
export async function openAssociationFile(
  path: string,
  cluster: ClusterRules,
  { onProblem, onReload, allowGroupWrite }: WatchOptions,
): Promise<WatchedAssociations> {
  const closing = new AbortController();
  const { signal } = closing;
  /** The digest of the last content that was read. */
  let digest: string | undefined;
  let file = await FileAssociations.open(createAssociationTable([]), cluster);

  /** @returns undefined if the content is that of the last read */
  async function readChanged(): Promise<FileAssociations | undefined> {
    const last = digest;
    digest = undefined;
    const content = await readContent(path, { allowGroupWrite });
    digest = await digestOf(content);
    return digest === last ? undefined : parseAssociations(content, path, cluster, signal);
  }

  async function load(): Promise<void> {
    try {
      const next = await readChanged();
      if (next !== undefined && !signal.aborted) {
        file = next;
        onReload?.(file.size);
      }
    } catch (error) {
      if (!signal.aborted) {
        onProblem(error as Error);
      }
    }
  }

  let queue = Promise.resolve();
  const enqueue = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step);
    return queue;
  };
  let isQueued = false;
  const loadChange = async (): Promise<void> => {
    isQueued = false;
    await load();
  };
  // Started before the first reading, so that a change right after it is seen.
  const stopWatching = await watchFile(path, () => {
    // A change that waits for an earlier one to be loaded is read with those after it.
    if (!isQueued) {
      isQueued = true;
      void enqueue(loadChange);
    }
  });
  const close = (): void => {
    stopWatching();
    closing.abort();
  };
  try {
    await enqueue(async () => {
      file = (await readChanged()) ?? file;
    });
  } catch (error) {
    close();
    throw error;
  }

  return {
    find: (namespace, serviceAccount) => file.find(namespace, serviceAccount),
    get associations() {
      return file.associations;
    },
    reload: () =>
      enqueue(() => {
        digest = undefined;
        return load();
      }),
    close,
  };
}

/** The digest is computed by another thread, because the content can be large. */
async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", content)).toString("base64");
}
