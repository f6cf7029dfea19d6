import { collectDefaultMetrics, Registry } from "prom-client";
import packageInfo from "../../package.json" with { type: "json" };
import { MetricBuilder } from "../metrics/metric-builder.ts";
import type { WebhookMetrics } from "./webhook-metrics.ts";

/** What the metrics read their values from. */
export interface WebhookMetricsSources {
  readonly metrics: WebhookMetrics;
  readonly associations: { readonly size: number; readonly hasSynced: boolean; readonly lastContact: number };
  /** The certificate in use, with the file or Secret that it is in; undefined if there is none yet. */
  readonly getCertificate: () => { readonly file: string; readonly expiresAt: Date } | undefined;
  /** How many log lines could not be written. */
  readonly countLostLogLines: () => number;
}

/** Creates the webhook's Prometheus metrics. docs/metrics.md has each of them. */
export function createWebhookRegistry(sources: WebhookMetricsSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const builder = new MetricBuilder(registry);
  addReviewMetrics(builder, sources.metrics);
  addAssociationMetrics(builder, sources);
  addProcessMetrics(builder, sources);
  return registry;
}

function addReviewMetrics(builder: MetricBuilder, metrics: WebhookMetrics): void {
  builder.addCounter(
    "eks_auth_webhook_reviews_total",
    ["outcome", "reason"],
    "Pods that were decided on. The reason says why a pod was not changed.",
    metrics.reviews,
  );
  builder.addHistogram(
    "eks_auth_webhook_request_duration_seconds",
    ["code"],
    "Time from a request's headers until its response is ready, by HTTP status.",
    metrics.requests,
  );
  builder.addCounter(
    "eks_auth_webhook_look_ups_total",
    ["result"],
    "Look-ups at the API server, for pods whose association is not in memory.",
    metrics.lookUps,
  );
}

function addAssociationMetrics(builder: MetricBuilder, { associations }: WebhookMetricsSources): void {
  builder.addValue("eks_auth_webhook_associations", "Associations in memory.", () => associations.size);
  builder.addValue("eks_auth_webhook_synced", "Whether all associations were received at least once.", () =>
    associations.hasSynced ? 1 : 0,
  );
  builder.addValue(
    "eks_auth_webhook_api_server_contact_timestamp_seconds",
    "When the API server last sent something, in seconds since 1970.",
    () => associations.lastContact / 1_000,
  );
}

function addProcessMetrics(
  builder: MetricBuilder,
  { metrics, getCertificate, countLostLogLines }: WebhookMetricsSources,
): void {
  builder.addCounter(
    "eks_auth_connections_closed_total",
    ["limit"],
    "Connections that were closed because there were too many.",
    metrics.closedConnections,
  );
  builder.addTotal(
    "eks_auth_tls_handshakes_failed_total",
    "TLS handshakes that failed.",
    () => metrics.failedHandshakes,
  );
  builder.addTotal(
    "eks_auth_internal_errors_total",
    "Unexpected errors. Their pods were created without credentials.",
    () => metrics.internalErrors,
  );
  builder.addGauge(
    "eks_auth_certificate_expiry_timestamp_seconds",
    ["file"],
    "When a certificate in use expires, in seconds since 1970.",
    () => {
      const certificate = getCertificate();
      return certificate === undefined
        ? []
        : [[[certificate.file], certificate.expiresAt.getTime() / 1_000] as const];
    },
  );
  builder.addTotal(
    "eks_auth_log_lines_lost_total",
    "Log lines that were lost, because standard error was not read or could not be written.",
    countLostLogLines,
  );
  builder.addGauge("eks_auth_build_info", ["version"], "The version of eks-auth; the value is 1.", () => [
    [[packageInfo.version], 1],
  ]);
}
