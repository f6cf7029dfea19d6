import { isIP } from "node:net";
import { type Config, listTlsFiles, readTlsFiles, type TlsContent } from "@eks-auth/service";
import { formatAddress } from "../core/format-address.ts";
import { getAdminAddress } from "../serve/admin/admin-address.ts";
import { collectProblems } from "./configuration.ts";
import { describeAdmin } from "./describe-admin.ts";
import { describeCallers } from "./describe-callers.ts";
import { formatEksApi } from "./describe-eks-api.ts";
import { describeTls } from "./describe-tls.ts";

/** The listeners of a configuration, with what was found about their TLS files. */
export interface CheckedListener {
  /** The content of the TLS files; undefined if there are none, or they can't be used. */
  readonly tls: TlsContent | undefined;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks the TLS files of a configuration. */
export async function checkListener(config: Config): Promise<CheckedListener> {
  const { listen, callers, eksApi, files } = config;
  const checked = await checkTls("listen", { listen, callers, files });
  if (eksApi === undefined) {
    return checked;
  }
  const ofEksApi = await checkTls("eksApi", { listen: eksApi, callers: eksApi.callers, files });
  return {
    tls: checked.tls,
    problems: [...checked.problems, ...ofEksApi.problems],
    warnings: [...checked.warnings, ...ofEksApi.warnings],
  };
}

async function checkTls(
  key: string,
  listener: Parameters<typeof listTlsFiles>[0] & Pick<Config, "listen">,
): Promise<CheckedListener> {
  const files = listTlsFiles(listener);
  if (files === undefined) {
    return { tls: undefined, problems: [], warnings: [] };
  }
  const { value: tls, problems } = await collectProblems(readTlsFiles(files));
  return { tls, problems, warnings: tls === undefined ? [] : findForeignHosts(key, listener.listen, tls) };
}

/** Clients refuse a certificate that is not for the host of their URL. A proxy in front can have another certificate. */
function findForeignHosts(
  key: string,
  listen: Config["listen"],
  { server: { certificate } }: TlsContent,
): string[] {
  return (listen.publicHosts ?? [])
    .filter(
      (host) => (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) === undefined,
    )
    .map(
      (host) =>
        `${listen.tls?.certificateFile}: the certificate is not for the host ${host} of ${key}.publicHosts.`,
    );
}

/** Formats the addresses of a configuration, and who can call and who can't. */
export function formatListener(config: Config, { tls }: CheckedListener): string {
  const { listen, callers } = config;
  const admin = getAdminAddress(config);
  const adminUrl = config.admin.enabled ? `http://${formatAddress(admin.host, admin.port)}` : undefined;
  return `  address       ${describeAddress(listen)}
  callers       ${describeCallers(callers)}
  TLS           ${describeTls(listen, tls?.server.expiresAt)}
${formatEksApi(config, describeAddress(config.eksApi))}  admin         ${describeAdmin(adminUrl, config.admin.console)}
${formatDenyList(config)}
`;
}

function describeAddress<Listen extends Config["listen"] | undefined>(
  listen: Listen,
): Listen extends undefined ? undefined : string;
function describeAddress(listen: Config["listen"] | undefined): string | undefined {
  const scheme = listen?.tls === undefined ? "http" : "https";
  return listen && `${scheme}://${formatAddress(listen.host, listen.port)}`;
}

function formatDenyList({ denyListFile, denyListConfigMap: map }: Config): string {
  const place =
    map === undefined ? denyListFile : `ConfigMap ${map.namespace}/${map.name} of the cluster ${map.cluster}`;
  return place === undefined ? "" : `  deny list     ${place}\n`;
}
