/** What a log event says, for code to decide on. */
export type LogEventCode =
  | "config_reloaded"
  | "config_rejected"
  | "restart_required"
  | "restart_not_required"
  | "deny_list_reloaded"
  | "deny_list_rejected"
  | "watch_failed"
  | "watch_recovered"
  | "watch_handler_failed"
  | "revocation_unavailable"
  | "revocation_recovered"
  | "associations_reloaded"
  | "associations_missing"
  | "associations_rejected"
  | "associations_held"
  | "associations_shrunk"
  | "associations_restored"
  | "association_status_failed"
  | "association_status_recovered"
  | "keys_unavailable"
  | "keys_recovered"
  | "keys_unusable"
  | "keys_usable"
  | "keys_shared"
  | "key_cache_failed"
  | "key_cache_recovered"
  | "session_keys_reloaded"
  | "session_keys_rejected"
  | "tls_reloaded"
  | "tls_rejected"
  | "access_key_reloaded"
  | "access_key_rejected";

/** An event that an operator should know of: something failed, recovered or changed. It holds no secret. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  readonly code: LogEventCode;
  /** The cluster that it concerns, if any. */
  readonly cluster?: string;
  /** What happened, the reason and the fix. */
  readonly message: string;
}

/** Receives log events. It must not throw. */
export type OnLogEvent = (event: LogEvent) => void;

/** Logs one problem once when it starts and once when it ends, however many requests meet it. */
interface ProblemLog {
  /** Logs a warning, unless the problem is already raised. */
  raise(message: string): void;
  /** Logs that the problem is over, if it was raised. */
  resolve(message: string): void;
}

/**
 * Creates the log of one problem, which is not raised at first.
 *
 * @param codes - the codes of the two events
 */
export function createProblemLog(
  onLogEvent: OnLogEvent | undefined,
  codes: { readonly raised: LogEventCode; readonly resolved: LogEventCode },
): ProblemLog {
  let isRaised = false;
  return {
    raise(message) {
      if (!isRaised) {
        isRaised = true;
        onLogEvent?.({ level: "warn", code: codes.raised, message });
      }
    },
    resolve(message) {
      if (isRaised) {
        isRaised = false;
        onLogEvent?.({ level: "info", code: codes.resolved, message });
      }
    },
  };
}
