import type { Config } from "../config/config.ts";
import type { TlsFiles } from "../tls/tls-files.ts";

/** Lists the TLS files of a configuration. @returns undefined if it has no `listen.tls` */
export function listTlsFiles({
  listen: { tls },
  callers,
  files,
}: Pick<Config, "listen" | "callers" | "files">): TlsFiles | undefined {
  return tls && { ...tls, ...files, callersCaFile: callers?.certificate?.caFile };
}
