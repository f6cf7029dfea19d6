import type { FilesConfig } from "../config/config.ts";
import type { ListenConfig } from "../config/listen-config.ts";
import type { TlsFiles } from "../tls/tls-files.ts";

/** A listener, with its callers. */
interface Listener {
  readonly listen: Pick<ListenConfig, "tls">;
  readonly callers?: { readonly certificate?: { readonly caFile: string } | undefined } | undefined;
  readonly files: FilesConfig;
}

/**
 * Lists the TLS files of a listener: of a configuration, or of its EKS API.
 *
 * @returns undefined if it has no `tls`
 */
export function listTlsFiles({ listen: { tls }, callers, files }: Listener): TlsFiles | undefined {
  return tls && { ...tls, ...files, callersCaFile: callers?.certificate?.caFile };
}
