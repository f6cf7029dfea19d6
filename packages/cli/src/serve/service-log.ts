import type { RequestInfo } from "@eks-auth/server";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  AuditUnavailableError,
  type ConfiguredServiceHooks,
  type Decision,
  type LogEvent,
  type Refusal,
  type RejectedCaller,
} from "@eks-auth/service";
import packageInfo from "../../package.json" with { type: "json" };
import type { LogLimiter } from "../core/log-limiter.ts";
import { recordTimeoutMs } from "../core/log-sink.ts";
import { JsonLogger } from "../core/logger.ts";
import type { RejectedCaller as RejectedHost } from "./host-rule.ts";
import type { HandshakeFailure } from "./tls/tls-server.ts";

/** The JSON log lines of a service, on standard error. None contains a token or a secret. */
export class ServiceLog implements ConfiguredServiceHooks {
  readonly #logger: JsonLogger;
  /** Anyone can cause these lines. They have their own limit, so that they hide no others. */
  readonly #anonymous: LogLimiter;
  readonly #authenticated: LogLimiter;

  /**
   * @param level - the lowest level to log
   * @param getTraceId - the ID of the current trace, which is added to each line
   */
  constructor(level: string, getTraceId?: () => string | undefined) {
    this.#logger = new JsonLogger(level, getTraceId);
    this.#anonymous = this.#logger.createLimiter({ authenticated: false });
    this.#authenticated = this.#logger.createLimiter({ authenticated: true });
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#logger.lostLines;
  }

  /** Logs that the service listens. @param adminUrl - where probes and metrics are; undefined if they are turned off */
  onStarted(url: string, adminUrl: string | undefined): void {
    const fields = { code: "started", version: packageInfo.version, url, adminUrl };
    this.#logger.logEvent("event", "info", fields, "The service has started.");
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

  /** @throws AuditUnavailableError if the line of a grant is not written in time */
  onDecision = async (decision: Decision): Promise<void> => {
    if (decision.outcome === "refused") {
      this.#logRefusal(decision);
      return;
    }
    const { cluster, requestId, pod, association, credentials } = decision;
    const fields = {
      cluster,
      requestId,
      namespace: pod.namespace,
      serviceAccount: pod.serviceAccount,
      association: association.id,
      assumedRole: credentials.assumedRole.arn,
      expiration: credentials.expiration,
    };
    const failure = await this.#logger.logRecord("grant", "info", fields, "credentials issued");
    if (failure !== undefined) {
      throw new AuditUnavailableError(describeFailure(failure));
    }
  };

  #logRefusal(refusal: Refusal): void {
    const { cluster, requestId, error: answer, reason, pod } = refusal;
    const { name: error, code } = reason;
    const check = "check" in reason ? reason.check : undefined;
    if (this.#isAllowed(refusal, check)) {
      const fields = { cluster, requestId, answer, error, code, check, reason: reason.message };
      const { namespace, serviceAccount } = pod ?? {};
      this.#logger.logEvent("refusal", "warn", { ...fields, namespace, serviceAccount }, "refused");
    }
  }

  #isAllowed({ cluster, reason: { code }, pod }: Refusal, check = ""): boolean {
    if (pod !== undefined) {
      return this.#authenticated.allow(code, `${cluster} ${pod.namespace}/${pod.serviceAccount}`);
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
  onClosedConnection = (address: string, limit: "maxConnections" | "maxConnectionsPerAddress"): void => {
    const code = "too_many_connections";
    if (this.#anonymous.allow(code, address)) {
      const message =
        limit === "maxConnections"
          ? "An idle connection was closed, because too many are open."
          : "An idle connection was closed, because too many are open from its address. If it is that of a proxy, " +
            "raise listen.maxConnectionsPerAddress.";
      this.#logger.logEvent("refusal", "warn", { code, address }, message);
    }
  };

  onError = (error: unknown, { requestId }: RequestInfo): void => {
    const code = "internal_error";
    if (this.#authenticated.allow(code, "")) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const fields = { requestId, code, error: redactSecrets(text) };
      this.#logger.logEvent("failure", "error", fields, "failed");
    }
  };

  onLogEvent = ({ level, message, ...fields }: LogEvent): void => {
    this.#logger.logEvent("event", level, fields, message);
  };

  /** Waits up to 500 ms until everything is written. */
  close(): Promise<void> {
    this.#anonymous.close();
    this.#authenticated.close();
    return this.#logger.close();
  }
}

function describeFailure(failure: string): string {
  return failure === "ETIMEDOUT"
    ? `Standard error was not read within ${recordTimeoutMs} ms. Check the program that it goes to.`
    : `Standard error can't be written (${failure}). Check the program or the disk that it goes to.`;
}
