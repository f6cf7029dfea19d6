import type { RequestInfo } from "@eks-auth/server";
import type { ConnectionLimit } from "@eks-auth/server/node";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  type AssociationChange,
  AuditUnavailableError,
  type Config,
  type ConfiguredServiceHooks,
  type Decision,
  type LogEvent,
  type Refusal,
  type RefusedChange,
  type RefusedRead,
  type RejectedCaller,
  type UnknownChange,
} from "@eks-auth/service";
import packageInfo from "../../package.json" with { type: "json" };
import { AuditLog, type OnAuditEvent, openAudit } from "../audit/audit-log.ts";
import { shortenReason } from "../audit/change-record.ts";
import type { LogLimiter } from "../core/log-limiter.ts";
import type { LogLevel } from "../core/log-line.ts";
import { JsonLogger } from "../core/logger.ts";
import type { Check } from "../http/admin-listener.ts";
import type { HandshakeFailure } from "../http/tls-server.ts";
import type { RejectedCaller as RejectedHost } from "./host-rule.ts";
import type { ServiceUrls } from "./service-urls.ts";

const closedMessages: Readonly<Record<ConnectionLimit | "maxHandshakes", string>> = {
  maxConnections: "An idle connection was closed, because too many are open.",
  maxConnectionsPerAddress:
    "An idle connection was closed, because too many are open from its address. If it is that of a proxy, " +
    "raise listen.maxConnectionsPerAddress.",
  maxConnectionsPerSecondPerAddress:
    "A new connection was closed, because its address opens too many. If it is that of a proxy or NAT, " +
    "raise listen.tls.maxConnectionsPerSecondPerAddress.",
  maxHandshakes:
    "A connection was closed, because too many TLS handshakes are in progress, most of them from its address.",
};

/** Of failed checks of readiness, such as one for each cluster. */
const maxShownChecks = 5;

/** The JSON log lines of a service, on standard error, and its audit. None contains a token or a secret. */
export class ServiceLog implements ConfiguredServiceHooks {
  readonly #logger: JsonLogger;
  /** Anyone can cause these lines. They have their own limit, so that they hide no others. */
  readonly #anonymous: LogLimiter;
  readonly #authenticated: LogLimiter;
  readonly #getTraceId: (() => string | undefined) | undefined;
  #audit: AuditLog;
  /** Whether decisions are recorded elsewhere than in the log. */
  #hasOwnAudit = false;

  /**
   * @param level - the lowest level to log
   * @param getTraceId - the ID of the current trace, which is added to each line
   */
  constructor(level: LogLevel, getTraceId?: () => string | undefined) {
    this.#getTraceId = getTraceId;
    this.#logger = new JsonLogger(level, getTraceId);
    this.#audit = new AuditLog(this.#logger, this.#onAuditEvent);
    this.#anonymous = this.#logger.createLimiter({ authenticated: false });
    this.#authenticated = this.#logger.createLimiter({ authenticated: true });
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#logger.lostLines;
  }

  /** Logs that the service listens. */
  onStarted({ api: url, eksApi: eksApiUrl, admin: adminUrl }: ServiceUrls): void {
    const fields = { code: "started", version: packageInfo.version, url, eksApiUrl, adminUrl };
    this.#logger.logEvent("event", "info", fields, "The service has started.");
  }

  /** Logs what `/readyz` answers, when it changes. @param failed - the checks that failed */
  onReadiness(failed: readonly Check[]): void {
    if (failed.length === 0) {
      this.#logger.logEvent("event", "info", { code: "ready" }, "The service is ready.");
      return;
    }
    const reasons = failed.slice(0, maxShownChecks).map(({ name, cluster, state }) => {
      return `${cluster === undefined ? name : `${name} of ${cluster}`}: ${state}`;
    });
    const more =
      failed.length > maxShownChecks ? ` ${failed.length - maxShownChecks} more: see /readyz.` : "";
    const message = `The service is not ready. ${reasons.join(" ")}${more}`;
    this.#logger.logEvent("event", "warn", { code: "not_ready" }, message);
  }

  /** Logs that the service begins to stop. */
  onStopping(signal: NodeJS.Signals): void {
    const message = "The service stops: it accepts no more connections, and answers the requests in flight.";
    this.#logger.logEvent("event", "info", { code: "stopping", signal }, message);
  }

  /** Logs that the service has stopped. @param isInTime - whether all requests in flight were answered */
  onStopped(isInTime: boolean): void {
    const [level, message] = isInTime
      ? (["info", "The service has stopped."] as const)
      : (["warn", "The service has stopped. Requests that took too long got no answer."] as const);
    this.#logger.logEvent("event", level, { code: "stopped" }, message);
  }

  /**
   * Opens the audit that is configured. Without it, grants and the refusals of authenticated callers are recorded in the log.
   *
   * @throws CommandError if its file can't be used
   */
  async openAudit({ audit, files }: Pick<Config, "audit" | "files">): Promise<void> {
    if (audit !== undefined) {
      this.#audit = await openAudit(audit, files, {
        getTraceId: this.#getTraceId,
        onEvent: this.#onAuditEvent,
      });
      this.#hasOwnAudit = true;
    }
  }

  /** Where decisions are recorded. */
  get audit(): AuditLog {
    return this.#audit;
  }

  /** @throws AuditUnavailableError if a decision that must be recorded can't be */
  onDecision = async (decision: Decision): Promise<void> => {
    const { outcome, caller, pod } = decision;
    const isRecorded =
      outcome === "granted" || caller !== undefined || (this.#hasOwnAudit && pod !== undefined);
    if (outcome === "refused" && (this.#hasOwnAudit || !isRecorded)) {
      this.#logRefusal(decision);
    }
    if (isRecorded) {
      await this.#audit.record(decision);
    }
  };

  /** @throws AuditUnavailableError if the last record could not be written, so that changes are refused before they are made */
  requireAudit = (): void => {
    const { failure } = this.#audit;
    if (failure !== undefined) {
      throw new AuditUnavailableError(failure);
    }
  };

  /** Records a change of an association, or its refusal. @throws AuditUnavailableError if it can't be recorded */
  onChange = async (change: AssociationChange): Promise<void> => {
    if (change.outcome !== "changed" && this.#hasOwnAudit) {
      this.#logRefusedRequest(change);
    }
    await this.#audit.recordChange(change);
  };

  /** Logs that a request of the EKS API that only reads was refused. */
  onRefusedRead = (refusal: RefusedRead): void => {
    this.#logRefusedRequest(refusal);
  };

  #logRefusedRequest(refusal: RefusedRead | RefusedChange | UnknownChange): void {
    const { operation, cluster, requestId, caller, error: answer, reason } = refusal;
    const { name: error, code, message } = reason;
    if (this.#authenticated.allow(code, caller?.name ?? "")) {
      const fields = { operation, cluster, requestId, caller: caller?.name, answer, error, code };
      this.#logger.logEvent("refusal", "warn", { ...fields, reason: shortenReason(message) }, "refused");
    }
  }

  #logRefusal(refusal: Refusal): void {
    const { cluster, requestId, error: answer, reason, pod, caller } = refusal;
    const { name: error, code } = reason;
    const check = "check" in reason ? reason.check : undefined;
    if (this.#isAllowed(refusal, check)) {
      const ofCaller = { caller: caller?.name, callerNode: caller?.node?.name };
      const fields = { cluster, requestId, ...ofCaller, answer, error, code, check, reason: reason.message };
      const { namespace, serviceAccount } = pod ?? {};
      this.#logger.logEvent("refusal", "warn", { ...fields, namespace, serviceAccount }, "refused");
    }
  }

  #isAllowed({ cluster, reason: { code }, pod, caller }: Refusal, check = ""): boolean {
    if (pod !== undefined) {
      return this.#authenticated.allow(code, `${cluster} ${pod.namespace}/${pod.serviceAccount}`);
    }
    if (caller !== undefined) {
      return this.#authenticated.allow(code, caller.name);
    }
    // The names of unknown clusters are the client's choice.
    return this.#anonymous.allow(code, code === "cluster_not_found" ? "" : `${cluster} ${check}`);
  }

  /** Logs that a request was rejected because of its target, its host, its origin or its caller. */
  onRejectedCaller = ({
    code,
    answer,
    message: reason,
    address,
  }: RejectedCaller | (RejectedHost & { readonly address?: undefined })): void => {
    if (this.#anonymous.allow(code, address ?? "")) {
      this.#logger.logEvent("refusal", "warn", { code, answer, reason, address }, "refused");
    }
  };

  /** Logs that a TLS handshake failed. */
  onHandshakeFailed = ({ address, message }: HandshakeFailure): void => {
    const code = "tls_handshake_failed";
    if (this.#anonymous.allow(code, address ?? "")) {
      this.#logger.logEvent("refusal", "warn", { code, address }, message);
    }
  };

  /** Logs that a connection was closed, because there were too many. */
  onClosedConnection = (address: string, limit: ConnectionLimit | "maxHandshakes"): void => {
    const code = "too_many_connections";
    if (this.#anonymous.allow(code, address)) {
      this.#logger.logEvent("refusal", "warn", { code, address }, closedMessages[limit]);
    }
  };

  /** Logs that a connection could not be accepted. */
  onAcceptFailed = ({ code: reason = "unknown" }: NodeJS.ErrnoException): void => {
    const code = "accept_failed";
    if (this.#anonymous.allow(code, reason)) {
      const message = `A connection could not be accepted (${reason}). If no file descriptor is free, raise LimitNOFILE or ulimit -n.`;
      this.#logger.logEvent("event", "error", { code }, message);
    }
  };

  /** Logs that a connection or a request was refused, because there is no time for it. */
  onShed = (refused: "connection" | "request"): void => {
    const code = "overloaded";
    if (this.#anonymous.allow(code, refused)) {
      const message =
        refused === "connection"
          ? "A new connection was closed, because the service has no time for its request."
          : "A request was answered with 503, because the service has no time for it.";
      this.#logger.logEvent("refusal", "warn", { code }, `${message} Add CPUs or a second service.`);
    }
  };

  /** Logs that the console could not record an exchange. */
  onConsoleError(error: unknown): void {
    this.#logFailure(error, {});
  }

  onError = (error: unknown, { requestId }: RequestInfo): void => this.#logFailure(error, { requestId });

  #logFailure(error: unknown, request: { readonly requestId?: string }): void {
    const code = "internal_error";
    if (this.#authenticated.allow(code, "")) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const fields = { ...request, code, error: redactSecrets(text) };
      this.#logger.logEvent("failure", "error", fields, "failed");
    }
  }

  #onAuditEvent: OnAuditEvent = (level, code, message) => {
    this.#logger.logEvent("event", level, { code }, message);
  };

  onLogEvent = ({ level, message, ...fields }: LogEvent): void => {
    this.#logger.logEvent("event", level, fields, message);
  };

  /** Waits up to 500 ms each until the audit and the log are written. */
  async close(): Promise<void> {
    this.#anonymous.close();
    this.#authenticated.close();
    await this.#audit.close();
    if (this.#hasOwnAudit) {
      await this.#logger.close();
    }
  }
}
