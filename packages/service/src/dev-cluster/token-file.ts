import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";

/** The kubelet renews a token when 80 % of its lifetime are over. */
const renewAfterShare = 0.8;
const retryAfterMs = 1000;

/** A file that holds a fresh token until it is told to stop. */
export interface TokenFile {
  /** Ends the renewal and removes the file. */
  stop(): Promise<void>;
}

/**
 * Keeps a token in a file, mode 0600, as the kubelet keeps a projected volume's: renewed in time and replaced at
 * once, so a reader finds a whole token at any moment. Where a renewal fails, the process is warned and it is
 * tried again.
 *
 * @param path - in a directory that exists
 * @param mint - makes a token
 * @param lifetimeSeconds - how long each lives
 * @throws Error where the first token can't be written
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
export async function keepTokenFile(
  path: string,
  mint: () => Promise<string>,
  lifetimeSeconds: number,
): Promise<TokenFile> {
  const renewAfterMs = lifetimeSeconds * 1000 * renewAfterShare;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let renewal = Promise.resolve();

  await replaceFile(path, await mint());
  schedule(renewAfterMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await renewal;
      await rm(path, { force: true });
    },
  };

  function schedule(delayMs: number): void {
    if (!stopped) {
      timer = setTimeout(() => {
        renewal = renew();
      }, delayMs);
    }
  }

  async function renew(): Promise<void> {
    try {
      await replaceFile(path, await mint());
      schedule(renewAfterMs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.emitWarning(`The token file ${path} could not be renewed: ${reason}`);
      schedule(retryAfterMs);
    }
  }
}

async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, content, { mode: 0o600, flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
