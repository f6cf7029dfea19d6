/**
 * A file with a service-account token that is renewed as the kubelet renews those of pods.
 *
 * @packageDocumentation
 */
import { rm } from "node:fs/promises";
import { swapFile } from "./durable-file.ts";

/** The kubelet renews a token after 80 % of its lifetime. */
const renewAfterShare = 0.8;
/** Allows about 20 retries before the token expires. */
const retryAfterShare = 0.01;
const minRetryMs = 1000;
/** The longest delay of a timer. A longer one would end at once. */
const maxDelayMs = 2 ** 31 - 1;

/** A new token. */
export interface FreshToken {
  readonly token: string;
  /** The token's lifetime. */
  readonly lifetimeSeconds: number;
}

/** A token file that is renewed until it is stopped. */
export interface TokenFile {
  /** Stops the renewal and removes the file. */
  stop(): Promise<void>;
}

/**
 * Writes a token to a file, mode 0600, and renews it as the kubelet does for a projected volume. The file is replaced
 * atomically, so a reader always finds a whole token. A failed renewal is tried again after 1 s, or after 1 % of the
 * token's lifetime if that is longer.
 *
 * @param path - in an existing directory
 * @param mint - creates a token
 * @param onProblem - called with the error of a failed renewal
 * @throws Error if the first token cannot be written; also what `mint` throws for it
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
  let retryAfterMs = minRetryMs;

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
    await swapFile(path, token);
    const lifetimeMs = lifetimeSeconds * 1000;
    retryAfterMs = Math.max(lifetimeMs * retryAfterShare, minRetryMs);
    schedule(lifetimeMs * renewAfterShare);
  }

  function schedule(delayMs: number): void {
    if (!stopped) {
      timer = setTimeout(
        () => {
          renewal = renew();
        },
        Math.min(delayMs, maxDelayMs),
      );
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
