import { isDeepStrictEqual } from "node:util";
import type { Config } from "../config/config.ts";
import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";

/** Settings that take effect only at a start, by the key that a message names. */
const startSettings: Readonly<Record<string, (config: Config) => unknown>> = {
  // TLS files can be others, and public hosts are compared at each request.
  listen: ({ listen }) => ({ ...listen, publicHosts: undefined, tls: listen.tls !== undefined }),
  // A server asks for client certificates or does not. Which ones are valid can change.
  "callers.certificate": ({ callers }) => callers?.certificate !== undefined,
  eksApi: ({ eksApi }) =>
    eksApi && { ...eksApi, publicHosts: undefined, tls: eksApi.tls !== undefined, callers: undefined },
  "eksApi.callers.certificate": ({ eksApi }) => eksApi?.callers.certificate !== undefined,
  audit: ({ audit }) => audit,
  admin: ({ admin }) => admin,
  "limits.maxConcurrentRequests": ({ limits }) => limits.maxConcurrentRequests,
};

/** Logs that a change of the configuration needs a restart, and that it doesn't any more if it is changed back. */
export class RestartCheck {
  readonly #started: Config;
  readonly #problems: ReadonlyMap<string, ReturnType<typeof createProblemLog>>;

  /** @param started - the configuration that the service was started with */
  constructor(started: Config, onLogEvent: OnLogEvent) {
    this.#started = started;
    const codes = { raised: "restart_required", resolved: "restart_not_required" } as const;
    this.#problems = new Map(
      Object.keys(startSettings).map((key) => [key, createProblemLog(onLogEvent, codes)]),
    );
  }

  /** Compares a new configuration with that of the start. */
  check(config: Config): void {
    for (const [key, select] of Object.entries(startSettings)) {
      const problem = this.#problems.get(key);
      if (isDeepStrictEqual(select(config), select(this.#started))) {
        problem?.resolve(`The key ${key} is again as it was at the start. A restart is not needed any more.`);
      } else {
        problem?.raise(`The key ${key} has changed. Restart the service to use it.`);
      }
    }
  }
}
