import type { AgentHooks, Grant, LogEvent, PodIdentity, Refusal } from "@eks-auth/agent";
import { JsonLogger } from "../core/logger.ts";
import { addSignRequestHint } from "../upstream/open-upstream.ts";

/** The JSON log lines of an agent, on standard error. They name the pod, and contain no token or secret. */
export class AgentLog implements AgentHooks {
  readonly #logger: JsonLogger;

  constructor(level: string) {
    this.#logger = new JsonLogger(level);
  }

  onGrant = ({ pod, renewal, ...fields }: Grant): void => {
    const message = renewal ? "credentials renewed" : "credentials issued";
    this.#logger.logEvent("grant", "info", { ...podFields(pod), ...fields }, message);
  };

  onRefusal = (refusal: Refusal): void => {
    const { client, pod, status, code, message: reason, requestId } = refusal;
    // The AWS SDK for JavaScript repeats a refused request without a token, which needs no warning.
    const level = code === "MissingAuthenticationTokenException" ? "info" : "warn";
    const credentialsProblem = addSignRequestHint(refusal.credentialsProblem);
    const fields = { ...podFields(pod), client, status, code, reason, requestId, credentialsProblem };
    this.#logger.logEvent("refusal", level, fields, "refused");
  };

  onLogEvent = ({ level, message, pod, credentialsProblem: problem }: LogEvent): void => {
    const credentialsProblem = addSignRequestHint(problem);
    this.#logger.logEvent("event", level, { ...podFields(pod), credentialsProblem }, message);
  };

  /** Waits up to a second until everything is written. */
  close(): Promise<void> {
    return this.#logger.close();
  }
}

function podFields(pod: PodIdentity | undefined): Readonly<Record<string, string>> {
  return pod === undefined
    ? {}
    : { namespace: pod.namespace, serviceAccount: pod.serviceAccount, pod: pod.name, podUid: pod.uid };
}
