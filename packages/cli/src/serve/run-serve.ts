import { once } from "node:events";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { openConfiguredService } from "@eks-auth/service";
import { failOnBadFile } from "../config/fail-on-bad-file.ts";
import { keepCompilerSmall } from "../keep-memory-small.ts";
import { serveOnLoopback } from "../loopback/loopback-server.ts";
import { requireLocalCaller } from "../loopback/require-local-caller.ts";
import { describeService } from "./describe-service.ts";
import { ServiceLog } from "./log.ts";

/** The options of `eks-auth serve`. */
export interface ServeOptions {
  /** The configuration file. */
  readonly config: string;
  /** Where to listen, instead of where the file says. */
  readonly host?: string;
  readonly port?: number;
  /** The least severe records to log. */
  readonly logLevel: string;
}

/** An agent gives up after a second; it should have our answer before. */
const answerWithinMs = 950;

/** How long requests under way may take to finish at the end. */
const graceMs = 2_000;

/**
 * Runs `eks-auth serve` until a signal ends it. SIGHUP has the files read again at once.
 *
 * @throws CommandFailure where the configuration can't be used or the address can't be listened on
 */
export async function runServe(options: ServeOptions): Promise<void> {
  const stopped = Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  const log = new ServiceLog(options.logLevel);
  const service = await failOnBadFile(
    openConfiguredService(options.config, {
      onGrant: (grant) => log.granted(grant),
      onRefusal: (refusal) => log.refused(refusal),
      onLogEvent: (notice) => log.noticed(notice),
    }),
  );
  const reload = (): void => void service.reload();
  process.on("SIGHUP", reload);
  try {
    const handler = createEKSAuthFrontendHandler(service, {
      authenticate: requireLocalCaller,
      onError: (error, failure) => log.failed(error, failure),
      operationTimeoutMs: answerWithinMs,
    });
    const { listen } = service.config;
    const address = { host: options.host ?? listen.host, port: options.port ?? listen.port };
    const server = await serveOnLoopback(address, createNodeListener(handler));
    process.stdout.write(describeService(server.url, service.config));
    keepCompilerSmall();
    await stopped;
    await server.stop(graceMs);
  } finally {
    process.off("SIGHUP", reload);
    service.close();
  }
  process.stdout.write("\nStopped.\n");
}
