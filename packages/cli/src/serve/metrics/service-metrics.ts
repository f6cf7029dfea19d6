import type { RequestEnd } from "@eks-auth/server";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { RunStep, Step } from "@eks-auth/service";
import { CounterSeries, DurationSeries } from "../../metrics/series.ts";

/** The label of clusters that are not configured: their names are the client's choice. */
const unknownCluster = "unknown";

/** Counts what the service does, since it started. The metrics are rendered from it. */
export class ServiceMetrics {
  /** Decisions by cluster, outcome and reason. */
  readonly requests: CounterSeries = new CounterSeries();
  /** Requests of the EKS API by operation and result. */
  readonly eksApiRequests: CounterSeries = new CounterSeries();
  /** Durations of requests by HTTP status. */
  readonly responses: DurationSeries = new DurationSeries();
  /** Requests without a decision, because the caller or the request was rejected, by code. */
  readonly rejectedCallers: CounterSeries = new CounterSeries();
  /** Connections that were closed because there were too many, by limit. */
  readonly closedConnections: CounterSeries = new CounterSeries();
  /** Connections and requests that were refused because of the load, by what they are. */
  readonly shed: CounterSeries = new CounterSeries();
  /** Durations of calls of STS by outcome. */
  readonly stsCalls: DurationSeries = new DurationSeries();
  /** Durations of key fetches by cluster and outcome. */
  readonly keyFetches: DurationSeries = new DurationSeries();
  /** Requests whose response is not ready. */
  inFlight = 0;
  /** TLS handshakes that failed. */
  failedHandshakes = 0;
  /** Unexpected errors. */
  internalErrors = 0;
  /** Audit records that could not be written. */
  auditFailures = 0;
  readonly #isKnownCluster: (name: string) => boolean;

  /** @param isKnownCluster - whether a cluster is configured */
  constructor(isKnownCluster: (name: string) => boolean) {
    this.#isKnownCluster = isKnownCluster;
  }

  /** Counts a decision. @param reason - the code of a refusal's reason, empty for credentials */
  countDecision(cluster: string, outcome: "granted" | "refused", reason: string): void {
    this.requests.count(this.#isKnownCluster(cluster) ? cluster : unknownCluster, outcome, reason);
  }

  /** Counts a request of the EKS API. Its result is `success`, or the name of the error that the caller got. */
  countEksApiRequest({ operation = "none", error = "success" }: RequestEnd): void {
    this.eksApiRequests.count(operation, error);
  }

  readonly onStart = (): void => {
    this.inFlight += 1;
  };

  readonly onEnd = ({ status, durationMs }: RequestEnd): void => {
    this.inFlight -= 1;
    this.responses.observe(durationMs / 1_000, String(status));
  };

  /** Runs a step and counts its duration and outcome. */
  readonly runStep: RunStep = async (step, work) => {
    if (step.name === "verify_token") {
      return work();
    }
    const startedAt = performance.now();
    try {
      const result = await work();
      this.#countStep(step, "success", startedAt);
      return result;
    } catch (error) {
      this.#countStep(step, error instanceof CodedError ? error.code : "error", startedAt);
      throw error;
    }
  };

  #countStep({ name, cluster = "" }: Step, outcome: string, startedAt: number): void {
    const seconds = (performance.now() - startedAt) / 1_000;
    if (name === "fetch_keys") {
      this.keyFetches.observe(seconds, cluster, outcome);
    } else {
      this.stsCalls.observe(seconds, outcome);
    }
  }
}
