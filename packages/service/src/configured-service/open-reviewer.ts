import { checkCaCertificates } from "@eks-auth/transport";
import type { ClusterConfig } from "../config/config.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { createTokenReviewer, type TokenReviewer } from "../revocation/token-reviewer.ts";

/**
 * Creates the reviewer of a cluster's tokens.
 *
 * @returns undefined if the configuration has none
 * @throws UnusableFileError if the file of CA certificates, or that of the token, cannot be read or used
 * @throws ProxyConfigError if the environment names an unusable proxy for the API server
 */
export async function openReviewer(
  { apiServer, revocation, revocationFailurePolicy: failurePolicy, allowGroupWrite }: ClusterConfig,
  onLogEvent: OnLogEvent,
): Promise<TokenReviewer | undefined> {
  if (apiServer === undefined || revocation === undefined) {
    return undefined;
  }
  const { url, caFile, tokenFile } = apiServer;
  const permissions = { allowGroupWrite };
  await readUsableFile(tokenFile, "token", permissions);
  const ca =
    caFile === undefined ? undefined : (await readUsableFile(caFile, "certificates", permissions)).toString();
  if (caFile !== undefined && ca !== undefined) {
    requireCertificates(ca, caFile);
  }
  return createTokenReviewer({ url, ca, tokenFile, failurePolicy, onLogEvent, allowGroupWrite });
}

function requireCertificates(ca: string, path: string): void {
  try {
    checkCaCertificates(ca);
  } catch (error) {
    throw UnusableFileError.ofProblems(path, [{ line: 1, message: (error as Error).message }]);
  }
}
