import type { AgentHooks, Grant, LogEvent, PodIdentity, Refusal } from "@eks-auth/agent";
import type { Logger } from "pino";
import { createLogger } from "../core/logger.ts";
import { addSignRequestHint } from "../upstream/open-upstream.ts";

/** Writes what an agent does to standard error, a line of JSON each. A record names the pod, and holds no token or secret. */
export class AgentLog implements AgentHooks {
  readonly #logger: Logger;

  /** @param level - the least severe records to write: `debug`, `info`, `warn`, `error` */
  constructor(level: string) {
    this.#logger = createLogger(level);
  }

  /** A pod got new credentials. */
  onGrant = ({ pod, renewal, ...about }: Grant): void => {
    this.#logger.info(
      { ...describePod(pod), ...about },
      renewal ? "credentials renewed" : "credentials issued",
    );
  };

  /** A request was answered without credentials. */
  onRefusal = ({ pod, credentialsProblem: problem, ...about }: Refusal): void => {
    // The AWS SDK for JavaScript asks once more without a token when it was refused: nobody need be warned of that.
    const level = about.code === "MissingAuthenticationTokenException" ? "info" : "warn";
    const credentialsProblem = addSignRequestHint(problem);
    this.#logger[level]({ ...describePod(pod), ...about, credentialsProblem }, "refused");
  };

  /** Something that an operator should know. */
  onLogEvent = ({ level, message, pod, credentialsProblem: problem }: LogEvent): void => {
    const credentialsProblem = addSignRequestHint(problem);
    this.#logger[level]({ ...describePod(pod), credentialsProblem }, message);
  };
}

function describePod(pod: PodIdentity | undefined): Readonly<Record<string, string>> {
  return pod === undefined
    ? {}
    : { namespace: pod.namespace, serviceAccount: pod.serviceAccount, pod: pod.name, podUid: pod.uid };
}
