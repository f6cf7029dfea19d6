import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startTokenFile } from "@eks-auth/service/token-file";
import { CommandError } from "../core/command-error.ts";
import { createTemporaryDirectory } from "../core/directories.ts";
import { printNote } from "../core/output.ts";
import { isTokenFormat, readTokenFile } from "../core/token-text.ts";
import type { ClusterAccess } from "./options.ts";
import { requestPodToken } from "./request-pod-token.ts";

/** A file with a pod's token, for as long as a command runs. */
export interface RunTokenFile {
  /** Its absolute path. */
  readonly path: string;
  /** Removes what was made for this run. */
  stop(): Promise<void>;
}

/**
 * Takes the user's own token file, which somebody else keeps fresh.
 *
 * @throws CommandError where it can't be read, is empty, holds no token, or has space around it, which AWS SDKs don't
 *   remove
 */
export async function openUserTokenFile(file: string): Promise<RunTokenFile> {
  const path = resolve(file);
  const content = await readTokenFile(path, "--token-file");
  const token = content.trim();
  if (token === "") {
    throw new CommandError(
      `the token file ${path} is empty; it should hold a pod's token. Check --token-file.`,
    );
  }
  if (!isTokenFormat(token)) {
    throw new CommandError(
      `the token file ${path} doesn't hold a JSON Web Token alone: it must be HEADER.CLAIMS.SIGNATURE, neither Bearer nor ` +
        "quotes around it. Check --token-file.",
    );
  }
  if (content !== token) {
    throw new CommandError(
      `the token file ${path} begins or ends with space or a newline, which AWS SDKs refuse. Write the token alone, ` +
        "with printf %s for one.",
    );
  }
  return { path, stop: async () => {} };
}

/**
 * Keeps a fresh token of a pod in a temporary file that its owner alone can read.
 *
 * @param signal - ends kubectl when it is aborted
 * @throws CommandError where the cluster gives no token, or the file can't be written
 */
export async function startPodTokenFile(access: ClusterAccess, signal: AbortSignal): Promise<RunTokenFile> {
  const directory = await createTemporaryDirectory("exec");
  const path = join(directory, "token");
  const ended = new AbortController();
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  // Later the terminal is the command's.
  let interactive = true;
  const mint = () =>
    requestPodToken({ access, interactive, signal: AbortSignal.any([signal, ended.signal]) });
  try {
    const file = await startTokenFile(path, mint, (error) => report(access, error));
    interactive = false;
    return {
      path,
      async stop() {
        ended.abort();
        await file.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function report({ pod }: ClusterAccess, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  printNote("warning", `the token of ${pod.namespace}/${pod.name} could not be renewed: ${reason}`);
}
