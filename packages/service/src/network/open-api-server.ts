import { ApiServer } from "@eks-auth/kubernetes";
import { checkCaCertificates } from "@eks-auth/transport";
import { UnusableFileError } from "../files/file-error.ts";
import { type FilePermissions, readFile } from "../files/read-file.ts";
import { readUsableFile } from "../files/read-usable-file.ts";

/** An API server, and the files to connect to it with. */
export interface ApiServerFiles extends FilePermissions {
  /** `https://10.0.0.10:6443` */
  readonly url: string;
  /** By default its certificate must be signed by one of the CA certificates included in Node.js. */
  readonly caFile?: string | undefined;
  readonly tokenFile: string;
}

/**
 * Prepares the connections to an API server, which can be away. Its token file is read for each request, and its CA file
 * again after a connection failed.
 *
 * @throws UnusableFileError if a file cannot be read or used now
 * @throws UnsafeEndpointError if the URL is neither https nor on this machine
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function openApiServer({
  url,
  caFile,
  tokenFile,
  allowGroupWrite,
}: ApiServerFiles): Promise<ApiServer> {
  const permissions = { allowGroupWrite };
  await readUsableFile(tokenFile, "token", permissions);
  return ApiServer.open({
    url,
    readCa: async () => (caFile === undefined ? undefined : readCa(caFile, permissions)),
    readToken: async () => (await readFile(tokenFile, "token", permissions)).toString("latin1"),
  });
}

async function readCa(path: string, permissions: FilePermissions): Promise<string> {
  const ca = (await readUsableFile(path, "certificates", permissions)).toString();
  try {
    checkCaCertificates(ca);
  } catch (error) {
    throw UnusableFileError.ofProblems(path, [{ line: 1, message: (error as Error).message }]);
  }
  return ca;
}
