import type { ApiServer } from "@eks-auth/kubernetes";
import { defaultCredentialsUrl, webhookPath } from "@eks-auth/webhook";
import { bold } from "../core/output.ts";
import type { OpenCertificates } from "./open-certificates.ts";
import type { WebhookCommandOptions } from "./run-webhook.ts";

/**
 * Formats what `eks-auth webhook` prints when it listens.
 *
 * @param adminUrl - where probes and metrics are
 */
export function formatStartText(
  url: string,
  adminUrl: string,
  options: WebhookCommandOptions,
  { file, current }: OpenCertificates,
  apiServer: ApiServer,
): string {
  const { containerCredentialsFullUri = defaultCredentialsUrl, manageCertificates } = options;
  const validity =
    current === undefined ? "which will be made" : `valid until ${current.expiresAt.toISOString()}`;
  return `The webhook is listening on ${bold(`${url}${webhookPath}`)}

  API server    ${apiServer.url}
  agent         ${containerCredentialsFullUri}
  certificate   ${file}, ${validity}${manageCertificates ? "; renewed here" : ""}
  admin         ${adminUrl}/healthz, /readyz and /metrics

Press Ctrl-C to stop.
`;
}
