import { isIP } from "node:net";
import { type Config, listTlsFiles, readTlsFiles, type TlsContent } from "@eks-auth/service";
import { formatAddress } from "../core/format-address.ts";
import { getAdminAddress } from "../serve/admin/admin-address.ts";
import { collectProblems } from "./configuration.ts";
import { describeAdmin } from "./describe-admin.ts";
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

/** Formats the addresses of a configuration, and who can call and who can't. */
export function formatListener(config: Config, { tls }: CheckedListener): string {
  const { listen, callers } = config;
  const { host, port } = listen;
  const admin = getAdminAddress(config);
  const adminUrl = config.admin.enabled ? `http://${formatAddress(admin.host, admin.port)}` : undefined;
  return `  address       ${listen.tls === undefined ? "http" : "https"}://${formatAddress(host, port)}
  callers       ${describeCallers(callers)}
  TLS           ${describeTls(listen, tls?.server.expiresAt)}
  admin         ${describeAdmin(adminUrl)}
${formatDenyList(config)}
`;
}

function formatDenyList({ denyListFile, denyListConfigMap: map }: Config): string {
  const place =
    map === undefined ? denyListFile : `ConfigMap ${map.namespace}/${map.name} of the cluster ${map.cluster}`;
  return place === undefined ? "" : `  deny list     ${place}\n`;
}
