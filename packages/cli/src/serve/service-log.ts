import type { RequestInfo } from "@eks-auth/server";
import type { ConfiguredServiceHooks, Grant, LogEvent, Refusal } from "@eks-auth/service";
import type { Logger } from "pino";
import { createLogger } from "../core/logger.ts";

/** The JSON log lines of a service, on standard error. None contains a token or a secret. */
export class ServiceLog implements ConfiguredServiceHooks {
  readonly #logger: Logger;

  /** @param level - the lowest level to log: `debug`, `info`, `warn`, `error` */
  constructor(level: string) {
    this.#logger = createLogger(level);
  }

  /** Logs that a pod got credentials. */
  onGrant = (grant: Grant): void => {
    this.#logger.info(grant, "credentials issued");
  };

  /** Logs a refused request, with the details that the caller does not get. */
  onRefusal = ({ clusterName, requestId, error, reason }: Refusal): void => {
    const check = "check" in reason ? reason.check : undefined;
    this.#logger.warn(
      { cluster: clusterName, requestId, answer: error, error: reason.name, check, reason: reason.message },
      "refused",
    );
  };

  /** Logs an unexpected error. */
  onError = (error: unknown, { requestId }: RequestInfo): void => {
    this.#logger.error({ requestId, error }, "failed");
  };

  /** Logs an event that an operator should know. */
  onLogEvent = ({ level, message, ...fields }: LogEvent): void => {
    this.#logger[level](fields, message);
  };
}
