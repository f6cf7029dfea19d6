import { type NamedCaller, toAuthenticatedCaller } from "../callers/named-caller.ts";
import { type AccessKeyFile, openAccessKeys } from "../callers/sigv4/access-keys.ts";
import { parseAccessKey } from "../callers/sigv4/key-file.ts";
import { createSignatureCallers } from "../callers/sigv4/signature-callers.ts";
import type { SigningScope } from "../callers/sigv4/signing-key.ts";
import type { FilePermissions } from "../files/read-file.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { OpenMethod } from "./open-method.ts";

/** Callers that sign their requests, and what for. */
interface SignatureCallersConfig extends SigningScope {
  readonly callers: readonly (NamedCaller & { readonly keyFiles: readonly string[] })[];
}

/**
 * Opens the access keys of callers that sign their requests, and watches their files.
 *
 * @throws UnusableFileError if a file cannot be used, or two have the same access key ID
 */
export async function openSignatureCallers(
  { region, service, callers }: SignatureCallersConfig,
  options: FilePermissions & { readonly onLogEvent: OnLogEvent },
): Promise<OpenMethod> {
  const files = callers.flatMap(({ keyFiles, ...named }): AccessKeyFile[] => {
    const caller = toAuthenticatedCaller(named, "sigv4");
    return keyFiles.map((path) => ({ path, caller }));
  });
  const keys = await openAccessKeys(files, { region, service, ...options });
  return {
    authenticate: createSignatureCallers({
      region,
      service,
      findKey: (accessKeyId) => keys.find(accessKeyId),
    }),
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
