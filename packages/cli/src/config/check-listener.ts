import { isIP } from "node:net";
import { type Config, listTlsFiles, readTlsFiles, type TlsContent } from "@eks-auth/service";
import { collectProblems } from "./configuration.ts";
import { describeCallers } from "./describe-callers.ts";
import { describeTls } from "./describe-tls.ts";

/** The listener of a configuration, with what was found about its TLS files. */
export interface CheckedListener {
  /** The content of the TLS files; undefined if there are none, or they can't be used. */
  readonly tls: TlsContent | undefined;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks the TLS files of a configuration. */
export async function checkListener(config: Config): Promise<CheckedListener> {
  const files = listTlsFiles(config);
  if (files === undefined) {
    return { tls: undefined, problems: [], warnings: [] };
  }
  const { value: tls, problems } = await collectProblems(readTlsFiles(files));
  return { tls, problems, warnings: tls === undefined ? [] : findForeignHosts(config, tls) };
}

/** Clients refuse a certificate that is not for the host of their URL. A proxy in front can have another certificate. */
function findForeignHosts({ listen }: Config, { server: { certificate } }: TlsContent): string[] {
  return (listen.publicHosts ?? [])
    .filter(
      (host) => (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) === undefined,
    )
    .map(
      (host) =>
        `${listen.tls?.certificateFile}: the certificate is not for the host ${host} of listen.publicHosts.`,
    );
}

/** Formats the listener of a configuration, and who can call it. */
export function formatListener({ listen, callers }: Config, { tls }: CheckedListener): string {
  const { host, port } = listen;
  const address = host.includes(":") ? `[${host}]` : host;
  return `  address       ${listen.tls === undefined ? "http" : "https"}://${address}:${port}
  callers       ${describeCallers(callers)}
  TLS           ${describeTls(listen, tls?.server.expiresAt)}

`;
}
