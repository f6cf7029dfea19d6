import type { RequestInfo } from "@eks-auth/server";
import type { Grant, LogEvent, Refusal } from "@eks-auth/service";
import type { Logger } from "pino";
import { createLogger } from "../core/logger.ts";

/** Writes what a service does to standard error, a line of JSON each. No record holds a token or a secret. */
export class ServiceLog {
  readonly #logger: Logger;

  /** @param level - the least severe records to write: `debug`, `info`, `warn`, `error` */
  constructor(level: string) {
    this.#logger = createLogger(level);
  }

  /** A pod got credentials. */
  granted(grant: Grant): void {
    this.#logger.info(grant, "credentials issued");
  }

  /** A request was refused. The caller was told less than stands here. */
  refused({ clusterName, requestId, answer, reason }: Refusal): void {
    const check = "check" in reason ? reason.check : undefined;
    this.#logger.warn(
      { cluster: clusterName, requestId, answer, error: reason.name, check, reason: reason.message },
      "refused",
    );
  }

  /** Something that nobody foresaw. */
  failed(error: unknown, { requestId }: RequestInfo): void {
    this.#logger.error({ requestId, error }, "failed");
  }

  /** Something that an operator should know. */
  noticed({ level, message, ...about }: LogEvent): void {
    this.#logger[level](about, message);
  }
}
