import type { RequestInfo } from "@eks-auth/server";
import {
  AuditUnavailableError,
  type ConfiguredServiceHooks,
  type Grant,
  type LogEvent,
  type Refusal,
} from "@eks-auth/service";
import { recordTimeoutMs } from "../core/log-sink.ts";
import { JsonLogger } from "../core/logger.ts";

/** The longest text of an unexpected error, with its stack. */
const maxErrorLength = 4_000;

/** The JSON log lines of a service, on standard error. None contains a token or a secret. */
export class ServiceLog implements ConfiguredServiceHooks {
  readonly #logger: JsonLogger;

  constructor(level: string) {
    this.#logger = new JsonLogger(level);
  }

  /** @throws AuditUnavailableError if the line is not written in time */
  onGrant = async (grant: Grant): Promise<void> => {
    const failure = await this.#logger.logRecord("grant", "info", grant, "credentials issued");
    if (failure !== undefined) {
      throw new AuditUnavailableError(describeFailure(failure));
    }
  };

  onRefusal = ({ clusterName, requestId, error, reason }: Refusal): void => {
    const check = "check" in reason ? reason.check : undefined;
    const { name, code, message } = reason;
    this.#logger.logEvent(
      "refusal",
      "warn",
      { cluster: clusterName, requestId, answer: error, error: name, code, check, reason: message },
      "refused",
    );
  };

  onError = (error: unknown, { requestId }: RequestInfo): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const fields = { requestId, code: "internal_error", error: text.slice(0, maxErrorLength) };
    this.#logger.logEvent("failure", "error", fields, "failed");
  };

  onLogEvent = ({ level, message, ...fields }: LogEvent): void => {
    this.#logger.logEvent("event", level, fields, message);
  };

  /** Waits up to a second until everything is written. */
  close(): Promise<void> {
    return this.#logger.close();
  }
}

function describeFailure(failure: string): string {
  return failure === "ETIMEDOUT"
    ? `Standard error was not read within ${recordTimeoutMs} ms. Check the program that it goes to.`
    : `Standard error can't be written (${failure}). Check the program or the disk that it goes to.`;
}
