import { once } from "node:events";
import { styleText } from "node:util";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { type Config, openConfiguredService } from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { rejectRemoteCaller, serveOnLoopback } from "./loopback-server.ts";
import { ServiceLog } from "./service-log.ts";

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
 * @throws CommandError where the configuration can't be used or the address can't be listened on
 */
export async function runServe(options: ServeOptions): Promise<void> {
  const stopped = Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  const log = new ServiceLog(options.logLevel);
  const service = await withFileErrors(
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
      authenticate: rejectRemoteCaller,
      onError: (error, failure) => log.failed(error, failure),
      operationTimeoutMs: answerWithinMs,
    });
    const { listen } = service.config;
    const address = { host: options.host ?? listen.host, port: options.port ?? listen.port };
    const server = await serveOnLoopback(address, createNodeListener(handler));
    process.stdout.write(describeService(server.url, service.config));
    disableMaglev();
    await stopped;
    await server.stop(graceMs);
  } finally {
    process.off("SIGHUP", reload);
    service.close();
  }
  process.stdout.write("\nStopped.\n");
}

/** Says what is served and to whom: text for a terminal. */
export function describeService(url: string, { clusters, credentials }: Config): string {
  const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
  const source =
    credentials.sts === undefined
      ? "the embedded issuer; they open nothing at AWS"
      : `AWS STS in ${credentials.sts.region}`;
  const names = clusters.map(({ name }) => name).join(", ") || "none yet";
  return `EKS Auth is listening on ${bold(url)}

  clusters      ${names}
  credentials   of ${source}
  callers       are not authenticated: only this machine can call, by the name of a loopback address

Press Ctrl-C to stop.
`;
}
