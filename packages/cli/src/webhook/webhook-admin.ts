import type { ListenAddress } from "@eks-auth/agent";
import type { WatchedAssociations } from "@eks-auth/webhook";
import { startAdminServer } from "../http/admin-server.ts";
import { checkListener } from "../http/liveness.ts";
import { createMetricsRenderer } from "../metrics/render-metrics.ts";
import type { OpenCertificates } from "./open-certificates.ts";
import type { WebhookMetrics } from "./webhook-metrics.ts";
import { checkWebhook } from "./webhook-readiness.ts";
import type { WebhookMetricsSources } from "./webhook-registry.ts";

/** What probes and metrics read. */
export interface WebhookAdminSources {
  readonly associations: WatchedAssociations;
  readonly certificates: OpenCertificates;
  readonly metrics: WebhookMetrics;
  readonly countLostLogLines: () => number;
}

/** The running probes and metrics. */
export interface WebhookAdmin {
  readonly url: string;
  /** Says that the webhook listens. @param url - where it listens */
  onListening(url: string): void;
  /** Makes the webhook not ready, because it stops. */
  onStopping(): void;
  stop(): Promise<void>;
}

/**
 * Starts the server of probes and metrics.
 *
 * @throws CommandError if it can't listen on the address
 */
export async function openWebhookAdmin(
  address: ListenAddress,
  { associations, certificates, metrics, countLostLogLines }: WebhookAdminSources,
): Promise<WebhookAdmin> {
  let isStopping = false;
  let checkAlive = async (): Promise<string | undefined> => "The webhook does not listen yet.";
  const sources: WebhookMetricsSources = {
    metrics,
    associations,
    countLostLogLines,
    getCertificate: () => certificates.current && { ...certificates.current, file: certificates.file },
  };
  const answers = {
    checkAlive: () => checkAlive(),
    checkReady: async () => checkWebhook({ associations, certificates, isStopping }),
    renderMetrics: createMetricsRenderer(async () => {
      const { createWebhookRegistry } = await import("./webhook-registry.ts");
      return createWebhookRegistry(sources);
    }),
  };
  const server = await startAdminServer(address, answers, "Choose another address with --admin.");
  return {
    url: server.url,
    onListening(url) {
      checkAlive = () => checkListener(url);
    },
    onStopping() {
      isStopping = true;
      // It accepts no connections any more, but must not be killed while it answers requests.
      checkAlive = async () => undefined;
    },
    stop: () => server.stop(),
  };
}
