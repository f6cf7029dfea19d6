import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { Config, ConfiguredService } from "@eks-auth/service";
import { bold } from "../core/output.ts";
import { describeCallers } from "./describe-callers.ts";

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
  admin         ${adminUrl === undefined ? "none" : `${adminUrl}/healthz, /readyz and /metrics`}

Press Ctrl-C to stop.
`;
}

/** Says how connections are protected. @param expiresAt - the end of the server's certificate; undefined for the files only */
export function describeTls({ host, tls }: Config["listen"], expiresAt?: Date): string {
  if (tls === undefined) {
    return isLoopbackHost(host)
      ? "none: connections don't leave this machine"
      : "none (listen.insecure): the network between callers and this service must be encrypted otherwise";
  }
  const until = expiresAt === undefined ? "" : `, valid until ${expiresAt.toISOString()}`;
  return `${tls.certificateFile}${until}`;
}
