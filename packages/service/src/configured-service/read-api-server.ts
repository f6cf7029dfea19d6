import { checkCaCertificates } from "@eks-auth/transport";
import type { ClusterConfig } from "../config/config.ts";
import { resolveApiServer } from "../config/resolve-api-server.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { readUsableFile } from "../files/read-usable-file.ts";

/** What a connection to an API server is opened with. */
export interface ApiServerOptions {
  readonly url: string;
  /** The CA certificates, PEM, that its certificate must be signed by; by default those included in Node.js. */
  readonly ca: string | undefined;
  /** The token to authenticate with. */
  readonly tokenFile: string;
  /** Whether the group of the token's file can write it. */
  readonly allowGroupWrite: boolean | undefined;
}

/**
 * Reads the CA certificates of a cluster's API server, and checks that its token can be read.
 *
 * @returns undefined if the cluster has no API server
 * @throws NotInClusterError if it has no URL, and this process is not in a pod
 * @throws UnusableFileError if the file of CA certificates, or that of the token, cannot be read or used
 */
export async function readApiServer({
  name,
  apiServer,
  allowGroupWrite,
}: Pick<ClusterConfig, "name" | "apiServer" | "allowGroupWrite">): Promise<ApiServerOptions | undefined> {
  if (apiServer === undefined) {
    return undefined;
  }
  const { url, caFile, tokenFile } = resolveApiServer(apiServer, name);
  const permissions = { allowGroupWrite };
  await readUsableFile(tokenFile, "token", permissions);
  const ca =
    caFile === undefined ? undefined : (await readUsableFile(caFile, "certificates", permissions)).toString();
  if (caFile !== undefined && ca !== undefined) {
    requireCertificates(ca, caFile);
  }
  return { url, ca, tokenFile, allowGroupWrite };
}

function requireCertificates(ca: string, path: string): void {
  try {
    checkCaCertificates(ca);
  } catch (error) {
    throw UnusableFileError.ofProblems(path, [{ line: 1, message: (error as Error).message }]);
  }
}
