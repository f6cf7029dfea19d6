import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { ServiceStatus } from "@eks-auth/service";
import { expect, test } from "vitest";
import { createMetricsRenderer } from "../../../src/metrics/render-metrics.ts";
import { createRegistry } from "../../../src/serve/metrics/metrics-registry.ts";
import { ServiceMetrics } from "../../../src/serve/metrics/service-metrics.ts";

class ExampleError extends CodedError {
  static override readonly brand: string = "@eks-auth/cli/test/ExampleError";
  override readonly name = "ExampleError";
  readonly code = "unreachable";
}

const status: ServiceStatus = {
  clusters: [
    { name: "edge", keys: { readAt: Date.now() - 60_000, failure: undefined }, associations: 3 },
    { name: "lab", keys: { readAt: undefined, failure: "unreachable" }, associations: 0 },
    {
      name: "pods",
      keys: { readAt: undefined, failure: "unreachable" },
      associations: 4,
      associationResources: {
        hasSynced: true,
        lastContact: Date.now() - 30_000,
        counts: { accepted: 2, not_allowed: 1, superseded: 0, invalid: 1 },
        lists: 3,
        failures: 5,
      },
    },
  ],
  isConfigCurrent: false,
  hasDenyList: true,
  configReadAt: 1_000_500,
};

const metrics = new ServiceMetrics((name) => name === "edge" || name === "lab");
const render = createMetricsRenderer(async () =>
  createRegistry({
    metrics,
    getStatus: () => status,
    getCertificates: () => [{ file: "tls.crt", expiresAt: new Date(2_000_000) }],
    countLostLogLines: () => 7,
  }),
);

/** The lines of a metric, without its comments. */
async function linesOf(name: string): Promise<string[]> {
  const { text } = await render();
  return text.split("\n").filter((line) => line.startsWith(name));
}

test("requests are counted by cluster, outcome and reason, and all unknown clusters as one", async () => {
  metrics.countDecision("edge", "granted", "");
  metrics.countDecision("c1", "refused", "cluster_not_found");
  metrics.countDecision("c2", "refused", "cluster_not_found");
  expect(await linesOf("eks_auth_requests_total")).toEqual([
    'eks_auth_requests_total{cluster="edge",outcome="granted",reason=""} 1',
    'eks_auth_requests_total{cluster="unknown",outcome="refused",reason="cluster_not_found"} 2',
  ]);
});

test("durations are a histogram of cumulative buckets", async () => {
  metrics.onStart();
  metrics.onStart();
  metrics.onEnd({ operation: undefined, requestId: "1", status: 200, durationMs: 20 });
  expect(await linesOf("eks_auth_requests_in_flight")).toEqual(["eks_auth_requests_in_flight 1"]);
  expect(await linesOf("eks_auth_request_duration_seconds")).toEqual([
    ...["0.001", "0.0025", "0.005", "0.01"].map(
      (le) => `eks_auth_request_duration_seconds_bucket{le="${le}",code="200"} 0`,
    ),
    ...["0.025", "0.05", "0.1", "0.25", "0.5", "0.9", "1", "2.5", "5", "+Inf"].map(
      (le) => `eks_auth_request_duration_seconds_bucket{le="${le}",code="200"} 1`,
    ),
    'eks_auth_request_duration_seconds_sum{code="200"} 0.02',
    'eks_auth_request_duration_seconds_count{code="200"} 1',
  ]);
});

test("calls of STS and fetches of keys are counted by outcome", async () => {
  await metrics.runStep({ name: "assume_role" }, async () => {});
  const fetchKeys = metrics.runStep({ name: "fetch_keys", cluster: "lab" }, async () => {
    throw new ExampleError("down");
  });
  await expect(fetchKeys).rejects.toThrow("down");
  const crash = metrics.runStep({ name: "assume_role" }, async () => {
    throw new TypeError("canary");
  });
  await expect(crash).rejects.toThrow("canary");
  expect(await metrics.runStep({ name: "verify_token" }, async () => "verified")).toBe("verified");
  expect(await linesOf("eks_auth_sts_request_duration_seconds_count")).toEqual([
    'eks_auth_sts_request_duration_seconds_count{outcome="success"} 1',
    'eks_auth_sts_request_duration_seconds_count{outcome="error"} 1',
  ]);
  expect(await linesOf("eks_auth_key_fetch_duration_seconds_count")).toEqual([
    'eks_auth_key_fetch_duration_seconds_count{cluster="lab",outcome="unreachable"} 1',
  ]);
});

test("the state of clusters, certificates and configuration is read with the metrics", async () => {
  const { text, contentType } = await render();
  expect(contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = text.split("\n");
  for (const line of [
    'eks_auth_keys_available{cluster="edge"} 1',
    'eks_auth_keys_available{cluster="lab"} 0',
    'eks_auth_keys_refresh_failing{cluster="lab"} 1',
    'eks_auth_associations{cluster="edge"} 3',
    'eks_auth_certificate_expiry_timestamp_seconds{file="tls.crt"} 2000',
    "eks_auth_config_last_reload_successful 0",
    "eks_auth_config_last_reload_success_timestamp_seconds 1000.5",
    "eks_auth_log_lines_lost_total 7",
    "eks_auth_audit_failures_total 0",
    'eks_auth_build_info{version="0.0.0"} 1',
  ]) {
    expect(lines).toContain(line);
  }
  expect(text).toMatch(/^eks_auth_keys_age_seconds\{cluster="edge"\} 6\d(\.\d+)?$/m);
  expect(text).not.toMatch(/eks_auth_keys_age_seconds\{cluster="lab"/);
});

test("association resources are counted by state, with what is known of the API server", async () => {
  expect(await linesOf("eks_auth_association_resources{")).toEqual([
    'eks_auth_association_resources{cluster="pods",state="accepted"} 2',
    'eks_auth_association_resources{cluster="pods",state="not_allowed"} 1',
    'eks_auth_association_resources{cluster="pods",state="superseded"} 0',
    'eks_auth_association_resources{cluster="pods",state="invalid"} 1',
  ]);
  expect(await linesOf("eks_auth_association_resources_")).toEqual([
    'eks_auth_association_resources_synced{cluster="pods"} 1',
    expect.stringMatching(/contact_age_seconds\{cluster="pods"\} 3\d(\.\d+)?$/),
    'eks_auth_association_resources_lists_total{cluster="pods"} 3',
    'eks_auth_association_resources_failures_total{cluster="pods"} 5',
  ]);
});
