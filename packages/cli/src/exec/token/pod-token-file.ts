import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startTokenFile } from "@eks-auth/service/token-file";
import { makeTemporaryDirectory } from "../../temporary-directory.ts";
import type { ClusterAccess } from "../kubectl/cluster-access.ts";
import { requestPodToken } from "../kubectl/request-pod-token.ts";
import { writeLine } from "../write-line.ts";
import type { HeldToken } from "./held-token.ts";

/**
 * Keeps a fresh token of a pod in a temporary file that its owner alone can read.
 *
 * @param signal - ends kubectl when it is aborted
 * @throws CommandFailure where the cluster gives no token, or the file can't be written
 */
export async function keepPodTokenFile(access: ClusterAccess, signal: AbortSignal): Promise<HeldToken> {
  const directory = await makeTemporaryDirectory("exec");
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
  writeLine("warning", `the token of ${pod.namespace}/${pod.name} could not be renewed: ${reason}`);
}
