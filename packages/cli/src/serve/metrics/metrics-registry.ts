import type {
  AssociationResourcesStatus,
  CertificateExpiry,
  ClusterStatus,
  ServiceStatus,
} from "@eks-auth/service";
import { collectDefaultMetrics, Registry } from "prom-client";
import packageInfo from "../../../package.json" with { type: "json" };
import { MetricBuilder } from "../../metrics/metric-builder.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

/** What the metrics read their values from. */
export interface MetricsSources {
  readonly metrics: ServiceMetrics;
  readonly getStatus: () => ServiceStatus;
  /** When the certificates in use expire. */
  readonly getCertificates: () => readonly CertificateExpiry[];
  /** How many log lines could not be written. */
  readonly countLostLogLines: () => number;
}

/** Creates the service's Prometheus metrics. docs/metrics.md has each of them. */
export function createRegistry(sources: MetricsSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const builder = new MetricBuilder(registry);
  addRequestMetrics(builder, sources.metrics);
  addEksApiMetrics(builder, sources.metrics);
  addUpstreamMetrics(builder, sources.metrics);
  addClusterMetrics(builder, sources.getStatus);
  addResourceMetrics(builder, sources.getStatus);
  addProcessMetrics(builder, sources);
  return registry;
}

function addRequestMetrics(builder: MetricBuilder, metrics: ServiceMetrics): void {
  builder.addCounter(
    "eks_auth_requests_total",
    ["cluster", "outcome", "reason"],
    "Requests that were decided on. The reason is the code of a refusal.",
    metrics.requests,
  );
  builder.addHistogram(
    "eks_auth_request_duration_seconds",
    ["code"],
    "Time from a request's headers until its response is ready, by HTTP status.",
    metrics.responses,
  );
  builder.addValue(
    "eks_auth_requests_in_flight",
    "Requests whose response is not ready.",
    () => metrics.inFlight,
  );
  builder.addCounter(
    "eks_auth_rejected_callers_total",
    ["code"],
    "Requests that were rejected without a decision, because of the caller or of the request itself.",
    metrics.rejectedCallers,
  );
  builder.addCounter(
    "eks_auth_connections_closed_total",
    ["limit"],
    "Connections that were closed because there were too many.",
    metrics.closedConnections,
  );
  builder.addCounter(
    "eks_auth_shed_total",
    ["kind"],
    "Connections and requests that were refused, because the process has no time for them.",
    metrics.shed,
  );
  builder.addTotal(
    "eks_auth_tls_handshakes_failed_total",
    "TLS handshakes that failed.",
    () => metrics.failedHandshakes,
  );
  builder.addTotal(
    "eks_auth_internal_errors_total",
    "Unexpected errors. Their callers got a 500.",
    () => metrics.internalErrors,
  );
}

function addEksApiMetrics(builder: MetricBuilder, { eksApiRequests }: ServiceMetrics): void {
  builder.addCounter(
    "eks_auth_eks_api_requests_total",
    ["operation", "result"],
    "Requests of the EKS API, by operation and result: success or the name of an error.",
    eksApiRequests,
  );
}

function addUpstreamMetrics(builder: MetricBuilder, metrics: ServiceMetrics): void {
  builder.addHistogram(
    "eks_auth_sts_request_duration_seconds",
    ["outcome"],
    "Duration of calls of STS, by outcome: success or an error's code.",
    metrics.stsCalls,
  );
  builder.addHistogram(
    "eks_auth_key_fetch_duration_seconds",
    ["cluster", "outcome"],
    "Duration of fetches of an issuer's keys, by outcome: success or an error's code.",
    metrics.keyFetches,
  );
}

function addClusterMetrics(builder: MetricBuilder, getStatus: () => ServiceStatus): void {
  function add(name: string, help: string, read: (cluster: ClusterStatus) => number | undefined): void {
    builder.addGauge(name, ["cluster"], help, () =>
      getStatus().clusters.flatMap((cluster) => {
        const value = read(cluster);
        return value === undefined ? [] : [[[cluster.name], value] as const];
      }),
    );
  }
  add("eks_auth_keys_available", "Whether the cluster has keys that can be used.", ({ keys: { readAt } }) =>
    readAt === undefined ? 0 : 1,
  );
  add(
    "eks_auth_keys_refresh_failing",
    "Whether the last attempt to read the cluster's keys failed.",
    ({ keys: { failure } }) => (failure === undefined ? 0 : 1),
  );
  add(
    "eks_auth_keys_age_seconds",
    "Time since the cluster's keys were read. They are read again when a request needs it.",
    ({ keys: { readAt } }) => readAt && Math.max(0, Date.now() - readAt) / 1_000,
  );
  add("eks_auth_associations", "Associations of the cluster.", ({ associations }) => associations);
}

/** Metrics of clusters whose associations are resources. */
function addResourceMetrics(builder: MetricBuilder, getStatus: () => ServiceStatus): void {
  type Samples = readonly (readonly [labels: readonly string[], value: number])[];
  const read = (select: (status: AssociationResourcesStatus) => Samples) => (): Samples =>
    getStatus().clusters.flatMap(({ name, associationResources: status }) =>
      status === undefined
        ? []
        : select(status).map(([labels, value]) => [[name, ...labels], value] as const),
    );
  builder.addGauge(
    "eks_auth_association_resources",
    ["cluster", "state"],
    "Association resources by state.",
    read(({ counts }) => Object.entries(counts).map(([state, count]) => [[state], count])),
  );
  builder.addGauge(
    "eks_auth_association_resources_synced",
    ["cluster"],
    "Whether all association resources of the cluster were received.",
    read(({ hasSynced }) => [[[], hasSynced ? 1 : 0]]),
  );
  builder.addGauge(
    "eks_auth_association_resources_contact_age_seconds",
    ["cluster"],
    "Time since the API server last sent something about association resources or namespaces. It is below 100 while the API server answers.",
    read(({ lastContact }) =>
      lastContact === 0 ? [] : [[[], Math.max(0, Date.now() - lastContact) / 1_000]],
    ),
  );
  builder.addLabelledTotal(
    "eks_auth_association_resources_lists_total",
    ["cluster"],
    "Complete lists of association resources or namespaces: three at the start, and one after versions were lost.",
    read(({ lists }) => [[[], lists]]),
  );
  builder.addLabelledTotal(
    "eks_auth_association_resources_failures_total",
    ["cluster"],
    "Requests for association resources or namespaces that failed.",
    read(({ failures }) => [[[], failures]]),
  );
}

function addProcessMetrics(
  builder: MetricBuilder,
  { metrics, getStatus, getCertificates, countLostLogLines }: MetricsSources,
): void {
  builder.addGauge(
    "eks_auth_certificate_expiry_timestamp_seconds",
    ["file"],
    "When a certificate in use expires, in seconds since 1970.",
    () => getCertificates().map(({ file, expiresAt }) => [[file], expiresAt.getTime() / 1_000]),
  );
  builder.addValue(
    "eks_auth_config_last_reload_successful",
    "Whether the last reading of the configuration file succeeded.",
    () => (getStatus().isConfigCurrent ? 1 : 0),
  );
  builder.addValue(
    "eks_auth_config_last_reload_success_timestamp_seconds",
    "When the configuration in use was read, in seconds since 1970.",
    () => getStatus().configReadAt / 1_000,
  );
  builder.addTotal(
    "eks_auth_audit_failures_total",
    "Audit records that could not be written. Their callers got a 503.",
    () => metrics.auditFailures,
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
