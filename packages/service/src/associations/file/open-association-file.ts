import { createHash } from "node:crypto";
import { watchFile } from "../../files/watch-file.ts";
import { readYamlText } from "../../files/yaml-file.ts";
import type { Association, AssociationStore } from "../association.ts";
import type { ClusterRules } from "../association-rules.ts";
import { parseAssociations } from "./association-file.ts";
import { FileAssociations } from "./file-associations.ts";

/** The associations of a file that is reloaded when it changes. */
export interface WatchedAssociations extends AssociationStore {
  /** The associations of the last good file, in its order. */
  readonly associations: readonly Association[];
  /** Reads the file now, even if it has not changed. A file that cannot be used goes to `onProblem`. Never rejects. */
  reload(): Promise<void>;
  /** Stops watching the file. The associations stay as they are. */
  close(): void;
}

/** Hooks of a watched file. They must not throw. */
export interface WatchOptions {
  /**
   * Called once for each change that cannot be used, with every problem of the file. The previous associations stay in
   * use. The error is an UnusableFileError, unless it was not expected.
   */
  readonly onProblem: (error: Error) => void;
  /** Called for each change that was loaded, with the new associations. */
  readonly onReload?: ((associations: readonly Association[]) => void) | undefined;
}

/**
 * Opens an association file and watches it. A change is loaded within about 1.5 s.
 *
 * @param path - the file, or a symbolic link to it
 * @throws UnusableFileError if the file cannot be read or is not valid now
 */
export async function openAssociationFile(
  path: string,
  cluster: ClusterRules,
  { onProblem, onReload }: WatchOptions,
): Promise<WatchedAssociations> {
  /** The digest of the last text that was read; the text itself can be large. */
  let digest: string | undefined;
  let file = new FileAssociations([], cluster);

  async function read(): Promise<void> {
    const last = digest;
    digest = undefined;
    try {
      const text = await readYamlText(path);
      digest = digestOf(text);
      if (digest === last) {
        return;
      }
      file = parseAssociations(text, path, cluster);
    } catch (error) {
      onProblem(error as Error);
      return;
    }
    onReload?.(file.associations);
  }

  let queue = Promise.resolve();
  const enqueue = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step);
    return queue;
  };
  // Started before the first reading, so that a change right after it is seen.
  const close = watchFile(path, () => void enqueue(read));
  try {
    await enqueue(async () => {
      const text = await readYamlText(path);
      digest = digestOf(text);
      file = parseAssociations(text, path, cluster);
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
        return read();
      }),
    close,
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
