import {
  type AssociationChange,
  type AuditConfig,
  AuditUnavailableError,
  checkAppendFile,
  type Decision,
  FileAccessError,
  type FilesConfig,
} from "@eks-auth/service";
import { AppendFile } from "../core/append-file.ts";
import { CommandError } from "../core/command-error.ts";
import { createStandardDestination } from "../core/log-destination.ts";
import { JsonLogger } from "../core/logger.ts";
import { formatDecision } from "./audit-record.ts";
import { formatChange } from "./change-record.ts";
import { createRefusalLimiter, type RefusalLimiter } from "./refusal-limiter.ts";

/** Told once when decisions can't be recorded any more, and once when they can be again. */
export type OnAuditEvent = (
  level: "info" | "error",
  code: "audit_unavailable" | "audit_recovered",
  message: string,
) => void;

/** Records decisions, each in one JSON line. None contains a token or a secret. */
export class AuditLog {
  readonly #logger: JsonLogger;
  readonly #onEvent: OnAuditEvent;
  readonly #file: AppendFile | undefined;
  readonly #refusals: RefusalLimiter;
  /** How many decisions could not be recorded since the last one that could. */
  #failed = 0;
  #lastFailure: string | undefined;

  /**
   * @param logger - its level decides whether grants, `info`, and refusals, `warn`, are recorded
   * @param file - the file that the logger writes, if it is one
   */
  constructor(logger: JsonLogger, onEvent: OnAuditEvent, file?: AppendFile) {
    this.#logger = logger;
    this.#onEvent = onEvent;
    this.#file = file;
    this.#refusals = createRefusalLimiter(logger);
  }

  /** Why the last decision could not be recorded; undefined if decisions can be. */
  get failure(): string | undefined {
    return this.#logger.isFailing ? this.#lastFailure : undefined;
  }

  /**
   * Records a decision. Its line is written when the result resolves. Refusals that no rate bounds are limited and counted.
   *
   * @throws AuditUnavailableError if the line can't be written in time
   */
  async record(decision: Decision): Promise<void> {
    if (decision.outcome === "refused" && !this.#refusals.allow(decision)) {
      return;
    }
    const fields = formatDecision(decision);
    await (decision.outcome === "granted"
      ? this.#write("grant", "info", fields, "credentials issued")
      : this.#write("refusal", "warn", fields, "refused"));
  }

  /**
   * Records a change of an association, or its refusal, as {@link record} does for decisions.
   *
   * @throws AuditUnavailableError if the line can't be written in time
   */
  async recordChange(change: AssociationChange): Promise<void> {
    if (change.outcome === "refused" && !this.#refusals.allow(change)) {
      return;
    }
    const fields = formatChange(change);
    switch (change.outcome) {
      case "changed":
        return this.#write("change", "info", fields, "association changed");
      case "unknown":
        return this.#write("change", "warn", fields, "change may have been made");
      case "refused":
        return this.#write("refusal", "warn", fields, "change refused");
    }
  }

  async #write(...[kind, level, fields, message]: Parameters<JsonLogger["logRecord"]>): Promise<void> {
    const failure = await this.#logger.logRecord(kind, level, fields, message);
    if (failure !== undefined) {
      this.#failed += 1;
      this.#lastFailure = failure;
      if (this.#failed === 1) {
        const message = `Decisions can't be recorded, so requests get no credentials. ${failure}`;
        this.#onEvent("error", "audit_unavailable", message);
      }
      throw new AuditUnavailableError(failure);
    }
    if (this.#failed > 0) {
      const message = `Decisions are recorded again. ${this.#failed} requests were answered with 503 in the meantime.`;
      this.#failed = 0;
      this.#onEvent("info", "audit_recovered", message);
    }
  }

  /** Opens the file again before the next line, because another program may have moved it. */
  reopen(): void {
    this.#file?.requestReopen();
  }

  /** Waits up to 500 ms until everything is written. */
  async close(): Promise<void> {
    this.#refusals.close();
    await this.#logger.close();
    // Not awaited: a disk that hangs must not keep the process.
    this.#file?.close().catch(() => {});
  }
}

interface AuditHooks {
  /** The ID of the current trace, which is added to each line. */
  readonly getTraceId: (() => string | undefined) | undefined;
  readonly onEvent: OnAuditEvent;
}

/**
 * Opens the audit in the file or on the standard output that is configured.
 *
 * @throws CommandError if the file can't be used
 */
export async function openAudit(
  { file }: AuditConfig,
  permissions: FilesConfig,
  { getTraceId, onEvent }: AuditHooks,
): Promise<AuditLog> {
  if (file === undefined) {
    const destination = createStandardDestination("standard output");
    return new AuditLog(new JsonLogger("info", getTraceId, destination), onEvent);
  }
  try {
    const appendFile = await AppendFile.open(file, permissions);
    return new AuditLog(new JsonLogger("info", getTraceId, appendFile), onEvent, appendFile);
  } catch (error) {
    throw toCommandError(file, error);
  }
}

/** Checks the file that is configured, without creating or changing it. @throws CommandError if it can't be used */
export async function checkAudit({ file }: AuditConfig, permissions: FilesConfig): Promise<void> {
  try {
    await (file && checkAppendFile(file, permissions));
  } catch (error) {
    throw toCommandError(file, error);
  }
}

function toCommandError(file: string | undefined, error: unknown): CommandError {
  const problem =
    error instanceof FileAccessError
      ? error.message
      : `${file} can't be written (${(error as NodeJS.ErrnoException).code}). Check the disk that it is on.`;
  return new CommandError("file_unusable", `audit.file: ${problem}`, { cause: error });
}
