import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startTokenFile } from "@eks-auth/service/token-file";
import { CommandError } from "../core/command-error.ts";
import { createTemporaryDirectory } from "../core/directories.ts";
import { printNote } from "../core/output.ts";
import { readTokenFile, type TokenFileProblem } from "../core/read-token-file.ts";
import { type ClusterAccess, formatPodName } from "./options.ts";
import { requestPodToken } from "./request-pod-token.ts";

/** A file with a pod's token, for as long as a program runs. */
export interface RunTokenFile {
  readonly path: string;
  /** Removes the files of this run. */
  stop(): Promise<void>;
}

/**
 * Opens the user's token file, which something else renews.
 *
 * @throws CommandError if it can't be read, or AWS SDKs can't use its content
 */
export async function openUserTokenFile(file: string): Promise<RunTokenFile> {
  const path = resolve(file);
  const { problem } = await readTokenFile(path, "token");
  if (problem !== undefined) {
    throw new CommandError("file_unusable", `the token file ${path} ${describeProblem(problem)}`);
  }
  return { path, stop: async () => {} };
}

function describeProblem(problem: TokenFileProblem): string {
  switch (problem.code) {
    case "unreadable":
      return `${problem.error.problem} Check --token-file.`;
    case "empty":
      return "is empty; it should contain a pod's token. Check --token-file.";
    case "malformed":
      return "must contain only a JSON Web Token: HEADER.CLAIMS.SIGNATURE, without Bearer or quotes. Check --token-file.";
    case "whitespace":
      return "has whitespace or a newline before or after the token, which AWS SDKs refuse. Write only the token, with printf %s for example.";
  }
}

/**
 * Writes a token of a pod to a temporary file that only its owner can read, and renews it before it expires.
 *
 * @param signal - stops kubectl
 * @throws CommandError if kubectl returns no token, or the file can't be written
 */
export async function startPodTokenFile(access: ClusterAccess, signal: AbortSignal): Promise<RunTokenFile> {
  const directory = await createTemporaryDirectory("exec");
  const path = join(directory, "token");
  const stopped = new AbortController();
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  // Once the program runs, the terminal is the program's.
  let interactive = true;
  const requestToken = () =>
    requestPodToken({ access, interactive, signal: AbortSignal.any([signal, stopped.signal]) });
  try {
    const file = await startTokenFile(path, requestToken, (error) => printRenewalError(access, error));
    interactive = false;
    return {
      path,
      async stop() {
        stopped.abort();
        await file.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function printRenewalError({ pod }: ClusterAccess, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  printNote("warning", `the token of ${formatPodName(pod)} could not be renewed: ${reason}`);
}
