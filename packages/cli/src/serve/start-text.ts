import type { ConfiguredService } from "@eks-auth/service";
import { describeAdmin } from "../config/describe-admin.ts";
import { describeCallers } from "../config/describe-callers.ts";
import { describeTls } from "../config/describe-tls.ts";
import { bold } from "../core/output.ts";

/**
 * Formats what `eks-auth serve` prints when it listens.
 *
 * @param adminUrl - where probes and metrics are; undefined if they are turned off
 */
export function formatStartText(
  url: string,
  adminUrl: string | undefined,
  { config, tls }: Pick<ConfiguredService, "config" | "tls">,
): string {
  const { clusters, credentials, listen, callers } = config;
  const source =
    credentials.sts === undefined
      ? "the embedded issuer; AWS does not accept them"
      : `AWS STS in ${credentials.sts.region}`;
  const names = clusters.map(({ name }) => name).join(", ") || "none yet";
  return `EKS Auth is listening on ${bold(url)}

  clusters      ${names}
  credentials   from ${source}
  callers       ${describeCallers(callers)}
  TLS           ${describeTls(listen, tls?.content.server.expiresAt)}
  admin         ${describeAdmin(adminUrl)}

Press Ctrl-C to stop.
`;
}
