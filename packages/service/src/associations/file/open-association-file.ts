import type { FilePermissions } from "../../files/read-file.ts";
import { watchFile } from "../../files/watch-file.ts";
import type { OnLogEvent } from "../../logging/log-event.ts";
import type { Association, AssociationStore } from "../association.ts";
import type { AssociationEditor } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import { createLazyEditor } from "../lazy-editor.ts";
import { openEmptyFile, type ParseOptions, parseAssociations } from "./association-file.ts";
import { digestOf } from "./change-record.ts";
import { FileAssociations } from "./file-associations.ts";
import { type MissingFileOptions, readAssociationFile } from "./read-association-file.ts";
import { type LoadedFile, ShrinkGuard } from "./shrink-guard.ts";
import type { ParsedContent } from "./watched-file.ts";

/** The associations of a file that is reloaded when it changes. */
export interface WatchedAssociations extends Required<AssociationStore> {
  /** The associations of the last good file, in its order. Each access creates them. */
  readonly associations: readonly Association[];
  /** How many associations there are. */
  readonly size: number;
  /** Changes the file. The changes are in use when they return. */
  readonly editor: AssociationEditor;
  /**
   * Reads the file now, even if it has not changed, and holds back nothing. A file that cannot be used goes to `onProblem`.
   * Never rejects.
   */
  reload(): Promise<void>;
  /** Stops watching the file. The associations stay as they are. */
  close(): void;
}

/** Options of a watched file. Its hooks must not throw. */
export interface WatchOptions extends FilePermissions, MissingFileOptions {
  /**
   * Called once for each change that cannot be used, with the problems of the file. The previous associations stay in use.
   * The error is an UnusableFileError, unless it was not expected.
   */
  readonly onProblem: (error: Error) => void;
  /** Called for each change that was loaded, with the number of associations. */
  readonly onReload?: ((count: number) => void) | undefined;
  /** Called when a change is held back, and when that ends. */
  readonly onLogEvent?: OnLogEvent | undefined;
  /**
   * How long a change that loses more than half of at least 20 associations is held back, in seconds: 60 by default, 0 for
   * not at all. Another tool may have truncated the file.
   */
  readonly shrinkGrace?: number | undefined;
  /** Whether the process starts, and so answers no requests yet: the first reading of a large file is faster then. */
  readonly isStart?: boolean | undefined;
}

/**
 * Opens an association file and watches it. A change is loaded within about 1.5 s; a large file takes longer, but does not
 * block the event loop.
 *
 * @param path - the file, or a symbolic link to it
 * @throws UnusableFileError if the file cannot be read, must not be trusted, or is not valid now; also if it does not exist,
 * unless there is the hook `onMissing`
 */
export async function openAssociationFile(
  path: string,
  cluster: ClusterRules,
  options: WatchOptions,
): Promise<WatchedAssociations> {
  const { onProblem, onReload, onLogEvent = () => {}, shrinkGrace = 60, allowGroupWrite, isStart } = options;
  const permissions = { allowGroupWrite };
  const closing = new AbortController();
  const { signal } = closing;
  /** The digest of the last content that was read. */
  let lastDigest: string | undefined;
  /** Why the last content can't be used. */
  let lastProblem: Error | undefined;
  let current: LoadedFile = { associations: await openEmptyFile(cluster), digest: "" };
  /** Cleared when the file exists: later, it has been lost. */
  let { onMissing } = options;

  function use(next: LoadedFile): void {
    current = next;
    onReload?.(next.associations.size);
  }
  const guard = new ShrinkGuard(path, { graceSeconds: shrinkGrace, permissions, onRelease: use, onLogEvent });

  /**
   * @param known - content that is parsed already
   * @returns undefined if the content is that of the last read, or the file does not exist yet
   */
  async function readChanged(options: ParseOptions, known?: ParsedContent): Promise<LoadedFile | undefined> {
    const last = lastDigest;
    lastDigest = undefined;
    const content = await readAssociationFile(path, permissions, { onMissing });
    if (content === undefined) {
      // What was in its place before, such as a symbolic link to nothing, is gone.
      lastProblem = undefined;
      return undefined;
    }
    onMissing = undefined;
    const digest = await digestOf(content);
    lastDigest = digest;
    if (digest === last) {
      return undefined;
    }
    const associations =
      digest === known?.digest
        ? await FileAssociations.open(known.table, cluster)
        : await parseAssociations(content, path, cluster, options);
    return { digest, associations };
  }

  async function loadChange(isForced: boolean, known?: ParsedContent): Promise<void> {
    const next = await readChanged({ signal }, known);
    if (next === undefined || signal.aborted) {
      return;
    }
    lastProblem = undefined;
    if (isForced) {
      guard.accept(current, next);
    } else if (await guard.holds(current, next)) {
      if (signal.aborted) {
        guard.drop();
      }
      return;
    }
    use(next);
  }

  async function load(isForced: boolean, known?: ParsedContent): Promise<void> {
    try {
      await loadChange(isForced, known);
    } catch (error) {
      lastProblem = error as Error;
      if (!signal.aborted) {
        guard.drop();
        onProblem(lastProblem);
      }
    }
  }

  /** For the editor: see `WatchedFile.refresh`. */
  async function refresh(known?: ParsedContent): Promise<void> {
    await enqueue(() => load(false, known));
    signal.throwIfAborted();
    if (lastProblem !== undefined) {
      throw lastProblem;
    }
    if (guard.isHolding) {
      throw new AssociationChangeError(
        "unwritable",
        `${path} has lost more than half of its associations, and the previous ones are still in use. Run eks-auth association confirm if that is intended, or restore the file.`,
      );
    }
  }

  async function open(): Promise<void> {
    current = (await readChanged({ signal, isStart })) ?? current;
  }

  let isQueued = false;
  // Started before the first reading, so that a change right after it is seen.
  const stopWatching = await watchFile(path, () => {
    // A change that waits for an earlier one to be loaded is read with those after it.
    if (!isQueued) {
      isQueued = true;
      void enqueue(async () => {
        isQueued = false;
        await load(false);
      });
    }
  });
  const opening = open();
  let queue: Promise<unknown> = opening;
  const enqueue = (step: () => Promise<unknown>): Promise<unknown> => {
    queue = queue.then(step, () => {});
    return queue;
  };
  const close = (): void => {
    stopWatching();
    guard.drop();
    closing.abort();
  };
  try {
    await opening;
  } catch (error) {
    close();
    throw error;
  }

  const watched = {
    get associations() {
      return current.associations;
    },
    refresh,
  };
  return {
    editor: createLazyEditor(async () => {
      const { FileAssociationEditor } = await import("../editors.ts");
      return new FileAssociationEditor(path, cluster, watched, signal);
    }),
    find: (namespace, serviceAccount) => current.associations.find(namespace, serviceAccount),
    names: () => current.associations.names(),
    get associations() {
      return current.associations.associations;
    },
    get size() {
      return current.associations.size;
    },
    reload: async () => {
      await enqueue(() => {
        lastDigest = undefined;
        return load(true);
      });
    },
    close,
  };
}
