import type { RequestEnd } from "@eks-auth/server";
import type { DirectLookUp, PodReview } from "@eks-auth/webhook";
import { CounterSeries, DurationSeries } from "../metrics/series.ts";

/** Counts what the webhook does, since it started. The metrics are rendered from it. */
export class WebhookMetrics {
  /** Decisions by outcome and reason. */
  readonly reviews: CounterSeries = new CounterSeries();
  /** Durations of requests by HTTP status. */
  readonly requests: DurationSeries = new DurationSeries();
  /** Look-ups at the API server by result. */
  readonly lookUps: CounterSeries = new CounterSeries();
  /** Connections that were closed because there were too many, by limit. */
  readonly closedConnections: CounterSeries = new CounterSeries();
  /** TLS handshakes that failed. */
  failedHandshakes = 0;
  /** Unexpected errors. */
  internalErrors = 0;

  /** Counts a decision about a pod. */
  countReview({ outcome, reason }: PodReview): void {
    this.reviews.count(outcome, reason ?? "");
    this.internalErrors += reason === "internal_error" ? 1 : 0;
  }

  /** Counts a look-up at the API server. */
  countLookUp(result: DirectLookUp): void {
    this.lookUps.count(result);
  }

  /** Counts a request. */
  countRequest({ status, durationMs }: RequestEnd): void {
    this.requests.observe(durationMs / 1_000, String(status));
  }
}
