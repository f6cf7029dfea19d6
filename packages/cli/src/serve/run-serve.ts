import { type Config, openConfiguredService } from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { bold } from "../core/output.ts";
import { waitForSignal } from "../core/stop-signal.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { createApiListener } from "./api-listener.ts";
import { describeCallers } from "./describe-callers.ts";
import { serveOnLoopback } from "./loopback-server.ts";
import { ServiceLog } from "./service-log.ts";

/** The options of `eks-auth serve`; see its help. */
export interface ServeOptions {
  readonly config: string;
  readonly host?: string;
  readonly port?: number;
  readonly logLevel: string;
}

/** An agent stops waiting after a second; the response should arrive before. */
const operationTimeoutMs = 950;

/** How long requests in flight may take to finish when the service stops. */
const graceMs = 2_000;

/** Runs `eks-auth serve` until a signal stops it. SIGHUP reloads the files at once. */
export async function runServe(options: ServeOptions): Promise<void> {
  const stopped = waitForSignal("SIGINT", "SIGTERM");
  const log = new ServiceLog(options.logLevel);
  try {
    await serve(options, log, stopped);
  } finally {
    await log.close();
  }
  process.stdout.write("\nStopped.\n");
}

async function serve(options: ServeOptions, log: ServiceLog, stopped: Promise<void>): Promise<void> {
  const service = await withFileErrors(openConfiguredService(options.config, log));
  const reload = (): void => void service.reload();
  process.on("SIGHUP", reload);
  try {
    const { listen } = service.config;
    const address = { host: options.host ?? listen.host, port: options.port ?? listen.port };
    const { onError, onRejectedCaller, onClosedConnection } = log;
    const listener = createApiListener(service, {
      onError,
      onRejectedCaller,
      operationTimeoutMs,
      authenticate: service.authenticate,
    });
    const { maxConnectionsPerAddress } = listen;
    const limits = { maxConnectionsPerAddress, onClose: onClosedConnection };
    const server = await serveOnLoopback(address, listener, limits);
    process.stdout.write(formatStartText(server.url, service.config));
    disableMaglev();
    await stopped;
    await server.stop(graceMs);
  } finally {
    process.off("SIGHUP", reload);
    service.close();
  }
}

function formatStartText(url: string, { clusters, credentials, callers }: Config): string {
  const source =
    credentials.sts === undefined
      ? "the embedded issuer; AWS does not accept them"
      : `AWS STS in ${credentials.sts.region}`;
  const names = clusters.map(({ name }) => name).join(", ") || "none yet";
  return `EKS Auth is listening on ${bold(url)}

  clusters      ${names}
  credentials   from ${source}
  callers       ${describeCallers(callers)}

Press Ctrl-C to stop.
`;
}
