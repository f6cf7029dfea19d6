import { createHash } from "node:crypto";
import { followFile } from "../../files/watch-file.ts";
import { readYamlText } from "../../files/yaml-file.ts";
import type { ClusterIdentity } from "../../names/arn.ts";
import type { Association, AssociationStore } from "../association.ts";
import { readFileText } from "./association-file.ts";
import { FileAssociations } from "./file-associations.ts";

/** The associations of a file, followed as it changes. */
export interface WatchedAssociations extends AssociationStore {
  /** Those of the last good file, in its order. */
  readonly associations: readonly Association[];
  /** Reads the file now, changed or not. A file that can't be used goes to `onProblem`. Never rejects. */
  reload(): Promise<void>;
  /** Stops following; the associations stay as they are. */
  close(): void;
}

/** Who is told of a file that is followed. Neither function may throw. */
export interface WatchOptions {
  /**
   * Called once for each change that can't be used, with every problem of the file. The associations stay as they
   * were before it. The error is a UnusableFileError, unless it is one that nobody foresaw.
   */
  readonly onProblem: (error: Error) => void;
  /** Called for each change that was taken, with the associations that there are now. */
  readonly onReload?: ((associations: readonly Association[]) => void) | undefined;
}

/**
 * Opens the associations of one cluster and follows their file: a change is taken within about 1.5 s.
 *
 * @param path - the file, or a symbolic link to it
 * @param cluster - whose associations they are
 * @throws UnusableFileError where the file can't be read or used now
 */
export async function openAssociationFile(
  path: string,
  cluster: ClusterIdentity,
  { onProblem, onReload }: WatchOptions,
): Promise<WatchedAssociations> {
  /** Of what was read last: a digest, for the text itself may be large. */
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
      file = readFileText(text, path, cluster);
    } catch (error) {
      onProblem(error as Error);
      return;
    }
    onReload?.(file.associations);
  }

  let work = Promise.resolve();
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    work = work.then(step);
    return work;
  };
  // Before the first reading, so that a change right after it is seen.
  const close = followFile(path, () => void inTurn(read));
  try {
    await inTurn(async () => {
      const text = await readYamlText(path);
      digest = digestOf(text);
      file = readFileText(text, path, cluster);
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
      inTurn(() => {
        digest = undefined;
        return read();
      }),
    close,
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
