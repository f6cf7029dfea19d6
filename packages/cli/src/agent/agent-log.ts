import type { AgentErrorReason, AgentHooks, Grant, LogEvent, PodIdentity, Refusal } from "@eks-auth/agent";
import type { LogLimiter } from "../core/log-limiter.ts";
import type { LogLevel } from "../core/log-line.ts";
import { JsonLogger } from "../core/logger.ts";
import type { UpstreamFlags } from "../core/options.ts";
import type { OnFileProblem } from "../upstream/ca-file.ts";
import { addSignRequestHint } from "../upstream/open-upstream.ts";

/** The refusals for which the agent has not called the API. Any client can cause them. */
const clientReasons: ReadonlySet<AgentErrorReason> = new Set([
  "bad_request",
  "expired_token",
  "headers_too_large",
  "host_not_allowed",
  "invalid_token",
  "method_not_allowed",
  "missing_token",
  "not_found",
  "rate_limited",
  "request_timeout",
  "too_many_calls",
  "unknown_key",
]);

/** An event of the agent, or of its keys. */
type AnyLogEvent = Omit<LogEvent, "code"> & { readonly code: string };

/** The JSON log lines of an agent, on standard error. They name the pod, and contain no token or secret. */
export class AgentLog implements AgentHooks {
  readonly #flags: UpstreamFlags;
  readonly #logger: JsonLogger;
  /** Refusals that any client can cause have their own limit, so that they hide no others. */
  readonly #clientRefusals: LogLimiter;
  readonly #others: LogLimiter;

  /** @param flags - the options of the agent's calls, for the fixes of problems with its credentials */
  constructor(level: LogLevel, flags: UpstreamFlags) {
    this.#flags = flags;
    this.#logger = new JsonLogger(level);
    this.#clientRefusals = this.#logger.createLimiter();
    this.#others = this.#logger.createLimiter();
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#logger.lostLines;
  }

  onGrant = ({ pod, renewal, ...fields }: Grant): void => {
    const message = renewal ? "credentials renewed" : "credentials issued";
    this.#logger.logEvent("grant", "info", { ...podFields(pod), ...fields }, message);
  };

  onRefusal = (refusal: Refusal): void => {
    const { client, pod, status, code, reason: error, message, requestId, host } = refusal;
    const limiter = clientReasons.has(error) ? this.#clientRefusals : this.#others;
    if (!limiter.allow(error, client)) {
      return;
    }
    // The AWS SDK for JavaScript repeats a refused request without a token, which needs no warning.
    const level = code === "MissingAuthenticationTokenException" ? "info" : "warn";
    const credentialsProblem = addSignRequestHint(refusal.credentialsProblem, this.#flags);
    const fix = error === "host_not_allowed" ? " To allow the host, start the agent with --allow-host." : "";
    const reason = `${message}${fix}`;
    const fields = { ...podFields(pod), client, status, code, error, reason, host, requestId };
    this.#logger.logEvent("refusal", level, { ...fields, credentialsProblem }, "refused");
  };

  onLogEvent = ({ level, code, message, pod, credentialsProblem: problem }: AnyLogEvent): void => {
    if (this.#others.allow(code, pod?.uid ?? "")) {
      const credentialsProblem = addSignRequestHint(problem, this.#flags);
      this.#logger.logEvent("event", level, { code, ...podFields(pod), credentialsProblem }, message);
    }
  };

  onCaFileProblem: OnFileProblem = (problem) => {
    this.onLogEvent(
      problem === undefined
        ? { level: "info", code: "ca_file_recovered", message: "The CA file can be used again." }
        : {
            level: "warn",
            code: "ca_file_unusable",
            message: `The old CA certificates stay in use: ${problem}`,
          },
    );
  };

  /** Waits up to 500 ms until everything is written. */
  close(): Promise<void> {
    this.#clientRefusals.close();
    this.#others.close();
    return this.#logger.close();
  }
}

function podFields(pod: PodIdentity | undefined): Readonly<Record<string, string>> {
  return pod === undefined
    ? {}
    : { namespace: pod.namespace, serviceAccount: pod.serviceAccount, pod: pod.name, podUid: pod.uid };
}
