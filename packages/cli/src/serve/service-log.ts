import type { RequestInfo } from "@eks-auth/server";
import type { ConfiguredServiceHooks, Grant, LogEvent, Refusal } from "@eks-auth/service";
import type { Logger } from "pino";
import { createLogger } from "../core/logger.ts";

/** The JSON log lines of a service, on standard error. None contains a token or a secret. */
export class ServiceLog implements ConfiguredServiceHooks {
  readonly #logger: Logger;

  constructor(level: string) {
    this.#logger = createLogger(level);
  }

  onGrant = (grant: Grant): void => {
    this.#logger.info(grant, "credentials issued");
  };

  onRefusal = ({ clusterName, requestId, error, reason }: Refusal): void => {
    const check = "check" in reason ? reason.check : undefined;
    this.#logger.warn(
      { cluster: clusterName, requestId, answer: error, error: reason.name, check, reason: reason.message },
      "refused",
    );
  };

  onError = (error: unknown, { requestId }: RequestInfo): void => {
    this.#logger.error({ requestId, error }, "failed");
  };

  onLogEvent = ({ level, message, ...fields }: LogEvent): void => {
    this.#logger[level](fields, message);
  };
}
