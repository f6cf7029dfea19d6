import type { ConfiguredService } from "@eks-auth/service";
import { describeAdmin } from "../config/describe-admin.ts";
import { describeCallers } from "../config/describe-callers.ts";
import { formatEksApi } from "../config/describe-eks-api.ts";
import { describeTls } from "../config/describe-tls.ts";
import { bold } from "../core/output.ts";
import type { ServiceUrls } from "./service-urls.ts";

/** Formats what `eks-auth serve` prints when it listens. */
export function formatStartText(
  urls: ServiceUrls,
  { config, tls }: Pick<ConfiguredService, "config" | "tls">,
): string {
  const { clusters, credentials, listen, callers } = config;
  const source =
    credentials.sts === undefined
      ? "the embedded issuer; AWS does not accept them"
      : `AWS STS in ${credentials.sts.region}`;
  const names = clusters.map(({ name }) => name).join(", ") || "none yet";
  return `EKS Auth is listening on ${bold(urls.api)}

  clusters      ${names}
  credentials   from ${source}
  callers       ${describeCallers(callers)}
  TLS           ${describeTls(listen, tls?.content.server.expiresAt)}
${formatEksApi(config, urls.eksApi)}  admin         ${describeAdmin(urls.admin, config.admin.console)}

Press Ctrl-C to stop.
`;
}
