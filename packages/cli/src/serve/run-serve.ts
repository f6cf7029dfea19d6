import { type ConfiguredService, openConfiguredService } from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { waitForSignal } from "../core/stop-signal.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { createApiListener } from "./api-listener.ts";
import { type HttpServerOptions, startHttpServer } from "./http-server.ts";
import { ServiceLog } from "./service-log.ts";
import { formatStartText } from "./start-text.ts";

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
  const { host, port, config } = options;
  const service = await withFileErrors(openConfiguredService(config, log, { host, port }));
  const reload = (): void => void service.reload();
  process.on("SIGHUP", reload);
  try {
    const { listen } = service.config;
    const { onError, onRejectedCaller } = log;
    const listener = createApiListener(service, {
      onError,
      onRejectedCaller,
      operationTimeoutMs,
      authenticate: service.authenticate,
      trustedProxies: listen.trustedProxies,
      hosts: {
        listensOn: listen.host,
        publicHosts: () => service.config.callers && (service.config.listen.publicHosts ?? []),
      },
    });
    const server = await startHttpServer(listen, listener, createServerOptions(service, log));
    process.stdout.write(formatStartText(server.url, service));
    disableMaglev();
    await stopped;
    await server.stop(graceMs);
  } finally {
    process.off("SIGHUP", reload);
    service.close();
  }
}

function createServerOptions({ config, tls }: ConfiguredService, log: ServiceLog): HttpServerOptions {
  const { maxConnectionsPerAddress, trustedProxies = [] } = config.listen;
  const { onClosedConnection, onHandshakeFailed, onRejectedCaller } = log;
  return {
    limits: { maxConnectionsPerAddress, exemptAddresses: trustedProxies, onClose: onClosedConnection },
    tls: tls && {
      files: tls,
      requestCertificates: config.callers?.certificate !== undefined,
      onHandshakeFailed,
      onRejectedCaller,
    },
  };
}
