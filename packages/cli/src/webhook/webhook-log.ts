import type { RequestInfo } from "@eks-auth/server";
import type { ConnectionLimit } from "@eks-auth/server/node";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import type { DirectLookUp, PodReview } from "@eks-auth/webhook";
import packageInfo from "../../package.json" with { type: "json" };
import type { LogLimiter } from "../core/log-limiter.ts";
import type { LogLevel } from "../core/log-line.ts";
import type { JsonLogger } from "../core/logger.ts";
import type { HandshakeFailure } from "../http/tls-server.ts";

/** An event of a part of the webhook. */
interface LogEvent {
  readonly level: "info" | "warn" | "error";
  readonly code: string;
  readonly message: string;
}

/** How many decisions are logged in a minute: for a namespace and code, and for all. */
const reviewLimits = { perSource: 100, together: 1_000 };

/** The JSON log lines of a webhook, on standard error. They name pods, and contain no token, variable or private key. */
export class WebhookLog {
  readonly #logger: JsonLogger;
  readonly #reviews: LogLimiter;
  /** Failures have their own limit, so that ordinary decisions hide none. */
  readonly #failures: LogLimiter;
  /** Anyone who reaches the port can cause these lines. They have their own limit, so that they hide no others. */
  readonly #anonymous: LogLimiter;

  constructor(logger: JsonLogger) {
    this.#logger = logger;
    this.#reviews = logger.createLimiter({}, reviewLimits);
    this.#failures = logger.createLimiter({}, reviewLimits);
    this.#anonymous = logger.createLimiter();
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#logger.lostLines;
  }

  /** Logs that the webhook listens. */
  onStarted(url: string, adminUrl: string): void {
    const fields = { code: "started", version: packageInfo.version, url, adminUrl };
    this.#logger.logEvent("event", "info", fields, "The webhook has started.");
  }

  /** Logs that the associations were received. */
  onSynced(count: number): void {
    const message = `The webhook knows all associations: ${count}.`;
    this.#logger.logEvent("event", "info", { code: "synced" }, message);
  }

  /** Logs that the webhook begins to stop. */
  onStopping(signal: NodeJS.Signals): void {
    const message =
      "The webhook stops: connections are closed after their next response, and the requests in flight are answered.";
    this.#logger.logEvent("event", "info", { code: "stopping", signal }, message);
  }

  /** Logs that the webhook has stopped. @param isInTime - whether all requests in flight were answered */
  onStopped(isInTime: boolean): void {
    const [level, message] = isInTime
      ? (["info", "The webhook has stopped."] as const)
      : (["warn", "The webhook has stopped. Requests that took too long got no answer."] as const);
    this.#logger.logEvent("event", level, { code: "stopped" }, message);
  }

  /** Logs a decision about a pod. */
  onReview = ({ outcome, reason, namespace, serviceAccount, pod, warnings, error }: PodReview): void => {
    const [code, limiter] =
      outcome === "failed" ? ["review_failed", this.#failures] : [outcome, this.#reviews];
    const level = levelOf(outcome, warnings.length > 0);
    if (!this.#logger.isLogged(level) || !limiter.allow(code, namespace)) {
      return;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : error && String(error);
    const fields = {
      code,
      reason,
      namespace,
      serviceAccount,
      pod,
      warnings: warnings.length > 0 ? warnings : undefined,
    };
    const details = text ? { error: redactSecrets(String(text)) } : {};
    this.#logger.logEvent("review", level, { ...fields, ...details }, messages[outcome]);
  };

  /** Logs that the API server could not be asked for the associations of a namespace. */
  onLookUp = (result: DirectLookUp, reason?: string): void => {
    const code = "look_up_failed";
    if (result === "failed" && this.#failures.allow(code, "")) {
      const message = "The API server could not be asked for the associations of a namespace.";
      this.#logger.logEvent("event", "warn", { code, reason }, message);
    }
  };

  /** Logs an event of the certificates, or of the connection to the API server. */
  onLogEvent = ({ level, code, message }: LogEvent): void => {
    this.#logger.logEvent("event", level, { code }, message);
  };

  /** Logs that a request was not an AdmissionReview that the webhook can read. */
  onRejected(code: string, status: number, address: string | undefined): void {
    if (this.#anonymous.allow("request_rejected", address ?? "")) {
      const fields = { code: "request_rejected", answer: code, status, address };
      this.#logger.logEvent("refusal", "warn", fields, "A request was rejected.");
    }
  }

  /** Logs an unexpected error of a request. */
  onError = (error: unknown, { requestId }: RequestInfo): void => {
    const code = "internal_error";
    if (this.#failures.allow(code, "")) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#logger.logEvent("failure", "error", { requestId, code, error: redactSecrets(text) }, "failed");
    }
  };

  /** Logs that a TLS handshake failed. */
  onHandshakeFailed({ address, message }: HandshakeFailure): void {
    const code = "tls_handshake_failed";
    if (this.#anonymous.allow(code, address ?? "")) {
      this.#logger.logEvent("refusal", "warn", { code, address }, message);
    }
  }

  /** Logs that a connection was closed, because there were too many. */
  onClosedConnection(address: string, limit: ConnectionLimit | "maxHandshakes"): void {
    const code = "too_many_connections";
    if (this.#anonymous.allow(code, address)) {
      const message = `A connection was closed, because there are too many (${limit}).`;
      this.#logger.logEvent("refusal", "warn", { code, address }, message);
    }
  }

  /** Logs that a connection could not be accepted. */
  onAcceptFailed = ({ code: reason = "unknown" }: NodeJS.ErrnoException): void => {
    const code = "accept_failed";
    if (this.#anonymous.allow(code, reason)) {
      const message = `A connection could not be accepted (${reason}). If no file descriptor is free, raise ulimit -n.`;
      this.#logger.logEvent("event", "error", { code }, message);
    }
  };

  /** Waits up to 500 ms until everything is written. */
  close(): Promise<void> {
    this.#reviews.close();
    this.#failures.close();
    this.#anonymous.close();
    return this.#logger.close();
  }
}

const messages: Readonly<Record<PodReview["outcome"], string>> = {
  injected: "A pod gets credentials.",
  unchanged: "A pod has everything that it needs.",
  skipped: "A pod is left as it is.",
  failed: "A pod was created without credentials.",
};

/** Most pods of a cluster have no association, so a pod that is left as it is needs no line. */
function levelOf(outcome: PodReview["outcome"], hasWarning: boolean): LogLevel {
  if (outcome === "failed") {
    return "warn";
  }
  return hasWarning || outcome === "injected" ? "info" : "debug";
}
