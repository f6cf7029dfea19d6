/**
 * A file with a service-account token that is kept fresh, as the kubelet keeps those of pods.
 *
 * @packageDocumentation
 */
import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";

/** The kubelet renews a token when 80 % of its lifetime are over. */
const renewAfterShare = 0.8;
/** There is time for some twenty more tries before the token ends. */
const retryAfterShare = 0.01;
const shortestRetryMs = 1000;

/** A token that was just made. */
export interface FreshToken {
  readonly token: string;
  /** How long it lives. */
  readonly lifetimeSeconds: number;
}

/** A file that holds a fresh token until it is told to stop. */
export interface TokenFile {
  /** Ends the renewal and removes the file. */
  stop(): Promise<void>;
}

/**
 * Keeps a token in a file, mode 0600, as the kubelet keeps a projected volume's: renewed in time and replaced at
 * once, so a reader finds a whole token at any moment. Where a renewal fails, it is tried again: after a second, or a
 * hundredth of the token's lifetime where that is longer.
 *
 * @param path - in a directory that exists
 * @param mint - makes a token
 * @param onProblem - is told why a renewal failed
 * @throws Error where the first token can't be written, and what `mint` throws for it
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
export async function startTokenFile(
  path: string,
  mint: () => Promise<FreshToken>,
  onProblem: (error: unknown) => void,
): Promise<TokenFile> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let renewal = Promise.resolve();
  let retryAfterMs = shortestRetryMs;

  await write();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await renewal;
      await rm(path, { force: true });
    },
  };

  async function write(): Promise<void> {
    const { token, lifetimeSeconds } = await mint();
    await replaceFile(path, token);
    const lifetimeMs = lifetimeSeconds * 1000;
    retryAfterMs = Math.max(lifetimeMs * retryAfterShare, shortestRetryMs);
    schedule(lifetimeMs * renewAfterShare);
  }

  function schedule(delayMs: number): void {
    if (!stopped) {
      timer = setTimeout(() => {
        renewal = renew();
      }, delayMs);
    }
  }

  async function renew(): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!stopped) {
        onProblem(error);
      }
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
