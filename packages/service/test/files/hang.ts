import { fileCalls } from "../../src/files/file-call-limiter.ts";

/**
 * Makes the folder of a file hang. A mount that hangs can't be made in a test, so this is a call that does not end.
 *
 * @returns ends it
 */
export function hang(path: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  fileCalls.run(path, () => promise).catch(() => {});
  return resolve;
}
