import { type AccessKeyFile, openAccessKeys } from "../callers/sigv4/access-keys.ts";
import { parseAccessKey } from "../callers/sigv4/key-file.ts";
import { createSignatureCallers } from "../callers/sigv4/signature-callers.ts";
import type { SigV4CallersConfig } from "../config/callers-config.ts";
import type { FilePermissions } from "../files/read-file.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { OpenMethod } from "./open-method.ts";

/**
 * Opens the access keys of callers that sign their requests, and watches their files.
 *
 * @throws UnusableFileError if a file cannot be used, or two have the same access key ID
 */
export async function openSignatureCallers(
  { region, callers }: SigV4CallersConfig,
  options: FilePermissions & { readonly onLogEvent: OnLogEvent },
): Promise<OpenMethod> {
  const files = callers.flatMap(({ name, clusters, node, keyFiles }): AccessKeyFile[] => {
    const caller = {
      method: "sigv4",
      name,
      clusters: clusters === "all" ? clusters : new Set(clusters),
      node: node === undefined ? undefined : { name: node },
    } as const;
    return keyFiles.map((path) => ({ path, caller }));
  });
  const keys = await openAccessKeys(files, { region, ...options });
  return {
    authenticate: createSignatureCallers({ region, findKey: (accessKeyId) => keys.find(accessKeyId) }),
    close: () => keys.close(),
  };
}

/**
 * Checks the file of an access key, as {@link openSignatureCallers} reads it.
 *
 * @returns the access key ID
 * @throws UnusableFileError if it cannot be used
 */
export async function checkAccessKeyFile(path: string, permissions?: FilePermissions): Promise<string> {
  return parseAccessKey(await readUsableFile(path, "accessKey", permissions), path).accessKeyId;
}
