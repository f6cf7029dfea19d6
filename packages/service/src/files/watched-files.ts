import { watchFile } from "./watch-file.ts";

/** Files that are read again when one of them changes. */
export interface WatchedFiles {
  /** Reads the files now, when readings in progress have ended. */
  reload(): Promise<void>;
  /** Stops watching the files. */
  close(): void;
}

/**
 * Reads files, and watches them.
 *
 * @param open - reads the files the first time
 * @param load - reads the files again, after a change; it must not reject. Its parameter tells whether the files were closed
 * meanwhile, so that what it read must not be used any more
 * @throws what `open` throws. Then the files are not watched
 */
export async function openWatchedFiles(
  paths: readonly string[],
  open: () => Promise<void>,
  load: (isClosed: () => boolean) => Promise<void>,
): Promise<WatchedFiles> {
  let isClosed = false;
  const loadIfOpen = async (): Promise<void> => {
    if (!isClosed) {
      await load(() => isClosed);
    }
  };
  /** One at a time, so that a slow earlier reading cannot undo a later one. */
  let reading: Promise<void> | undefined;
  const reload = async (): Promise<void> => {
    // A change before the first reading is seen by it. After a failed one there is nothing to replace.
    reading = reading?.then(loadIfOpen, () => {});
    await reading;
  };
  // Started before the first reading, so that a change right after it is seen.
  const watches = await Promise.all(paths.map((path) => watchFile(path, () => void reload())));
  const close = (): void => {
    isClosed = true;
    for (const stop of watches) {
      stop();
    }
  };
  const opening = open();
  reading = opening;
  try {
    await opening;
  } catch (error) {
    close();
    throw error;
  }
  return { reload, close };
}
