import { isDeepStrictEqual } from "node:util";
import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import type { Config } from "./config.ts";

/** The keys of a configuration that take effect only at a start. */
const startKeys = ["listen", "admin"] as const satisfies readonly (keyof Config)[];

/** Logs that a change of the configuration needs a restart, and that it doesn't any more if it is changed back. */
export class RestartCheck {
  readonly #started: Config;
  readonly #problems: ReadonlyMap<(typeof startKeys)[number], ReturnType<typeof createProblemLog>>;

  /** @param started - the configuration that the service was started with */
  constructor(started: Config, onLogEvent: OnLogEvent) {
    this.#started = started;
    const codes = { raised: "restart_required", resolved: "restart_not_required" } as const;
    this.#problems = new Map(startKeys.map((key) => [key, createProblemLog(onLogEvent, codes)]));
  }

  /** Compares a new configuration with that of the start. */
  check(config: Config): void {
    for (const [key, problem] of this.#problems) {
      if (isDeepStrictEqual(config[key], this.#started[key])) {
        problem.resolve(`The key ${key} is again as it was at the start. A restart is not needed any more.`);
      } else {
        problem.raise(`The key ${key} has changed. Restart the service to use it.`);
      }
    }
  }
}
