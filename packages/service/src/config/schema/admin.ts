import { boolean, type Schema, strictObject } from "../../validation/index.ts";
import type { AdminConfig } from "../admin-config.ts";
import { listenHost, port } from "./fields.ts";

/** The schema of `admin`. */
export const adminSchema: Schema<AdminConfig> = strictObject(
  {
    enabled: boolean("must be true or false")
      .default(true)
      .describe("Whether there are probes and metrics: /healthz, /readyz and /metrics."),
    host: listenHost
      .default("127.0.0.1")
      .describe(
        "The address to listen on. Callers are not authenticated there. On other addresses than loopback, restrict who can connect.",
      ),
    port: port
      .optional()
      .describe(
        "The port to listen on; 0 for any free port. By default 8481, or any free port if listen.port is 0.",
      ),
    console: boolean("must be true or false")
      .default(false)
      .describe(
        "Whether there is a read-only console at /console/, which shows the last exchanges. Only programs of this machine can open it.",
      ),
  },
  "must have no other keys than enabled, host, port and console",
).check(({ enabled, console }, addIssue) => {
  if (console && !enabled) {
    addIssue("must come with enabled: true", ["console"]);
  }
});
