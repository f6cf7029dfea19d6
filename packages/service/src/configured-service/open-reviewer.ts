import type { ClusterConfig } from "../config/config.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { createTokenReviewer, type TokenReviewer } from "../revocation/token-reviewer.ts";
import { openClusterApiServer } from "./open-cluster-api-server.ts";

/**
 * Creates the reviewer of a cluster's tokens.
 *
 * @returns undefined if the configuration has none
 * @throws NotInClusterError if its API server has no URL, and this process is not in a pod
 * @throws UnusableFileError if the file of CA certificates, or that of the token, cannot be read or used
 * @throws ProxyConfigError if the environment names an unusable proxy for the API server
 */
export async function openReviewer(
  config: ClusterConfig,
  onLogEvent: OnLogEvent,
): Promise<TokenReviewer | undefined> {
  const { revocation, revocationFailurePolicy: failurePolicy } = config;
  return revocation === undefined
    ? undefined
    : createTokenReviewer({ apiServer: await openClusterApiServer(config), failurePolicy, onLogEvent });
}
