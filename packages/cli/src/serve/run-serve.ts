import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { LoadShedder } from "@eks-auth/server/node";
import {
  type Config,
  type ConfiguredService,
  type OnExchange,
  openConfiguredService,
} from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import type { LogLevel } from "../core/log-line.ts";
import { endOnNextSignal, waitForSignal } from "../core/stop-signal.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { type StartedServer, startHttpServer } from "../http/http-server.ts";
import type { AdminConsole } from "./admin/admin-console.ts";
import { openAdmin } from "./admin/open-admin.ts";
import { createApiListener } from "./api-listener.ts";
import { createListenerOptions } from "./listener-options.ts";
import { ServiceMetrics } from "./metrics/service-metrics.ts";
import { createServiceHooks, type ServiceHooks } from "./service-hooks.ts";
import { ServiceLog } from "./service-log.ts";
import { formatStartText } from "./start-text.ts";
import { openTracing, type Tracing } from "./tracing/tracing.ts";

/** The options of `eks-auth serve`; see its help. */
export interface ServeOptions {
  readonly config: string;
  readonly host?: string;
  readonly port?: number;
  readonly logLevel: LogLevel;
}

/** An agent stops waiting after a second; the response should arrive before. */
const operationTimeoutMs = 950;

/** How long requests in flight can take when the service stops, so that it ends within 25 s. Kubernetes kills it after 30 s. */
const graceMs = 24_000;

/** Runs `eks-auth serve` until a signal stops it. SIGHUP reloads the files at once. */
export async function runServe(options: ServeOptions): Promise<void> {
  const stopped = waitForSignal("SIGINT", "SIGTERM");
  // Without a listener, the signal would end a service that starts or stops, for example from logrotate.
  process.on("SIGHUP", () => {});
  const tracing = await openTracing();
  const log = new ServiceLog(options.logLevel, tracing?.currentTraceId);
  let print: Print;
  try {
    print = await serve(options, log, tracing, stopped);
  } finally {
    await log.close();
  }
  print("\nStopped.\n");
}

/** Prints text for people. */
type Print = (text: string) => void;

/** Standard output is for people, or for the audit only. */
function createPrint({ audit }: Config): Print {
  return audit?.stdout ? () => {} : (text) => void process.stdout.write(text);
}

async function serve(
  { host, port, config }: ServeOptions,
  log: ServiceLog,
  tracing: Tracing | undefined,
  stopped: Promise<NodeJS.Signals>,
): Promise<Print> {
  const isKnownCluster = (cluster: string) => service.config.clusters.some(({ name }) => name === cluster);
  const metrics = new ServiceMetrics(isKnownCluster);
  const hooks = createServiceHooks(log, metrics, tracing);
  let adminConsole: AdminConsole | undefined;
  const onExchange: OnExchange = (createTrace) => adminConsole?.onExchange(createTrace);
  const service = await withFileErrors(
    openConfiguredService(config, { ...hooks, onExchange }, { host, port }),
  );
  adminConsole = await openConsole(service.config, log);
  const admin = await openAdmin({
    service,
    console: adminConsole,
    metrics,
    countLostLogLines: () => log.lostLines,
    getAuditFailure: () => log.audit.failure,
    onReadiness: (failed) => log.onReadiness(failed),
  });
  const reload = (): void => {
    log.audit.reopen();
    void service.reload();
  };
  process.on("SIGHUP", reload);
  try {
    await log.openAudit(service.config);
    const { listen, limits } = service.config;
    const { onStart, onEnd, onError, onRejectedCaller, onShed } = hooks;
    const shedder = new LoadShedder({ onShed });
    const listener = createApiListener((options) => createEKSAuthFrontendHandler(service, options), {
      onStart,
      onEnd,
      onError,
      onRejectedCaller,
      operationTimeoutMs,
      maxConcurrentRequests: limits.maxConcurrentRequests,
      loadLimit: shedder,
      authenticate: service.authenticate,
      traceHandler: tracing?.traceHandler,
      trustedProxies: listen.trustedProxies,
      hosts: {
        listensOn: listen.host,
        publicHosts: () => service.config.callers && (service.config.listen.publicHosts ?? []),
      },
    });
    const server = await startHttpServer(listen, listener, {
      ...createListenerOptions({ listen, callers: service.config.callers, tls: service.tls }, hooks),
      shedder,
    });
    const eksApi = await openEksApi(service, hooks, tracing);
    const urls = { api: server.url, eksApi: eksApi?.url, admin: admin.url };
    admin.onListening(server.url);
    log.onStarted(urls);
    const print = createPrint(service.config);
    print(formatStartText(urls, service));
    disableMaglev();
    const signal = await stopped;
    endOnNextSignal();
    admin.onStopping();
    log.onStopping(signal);
    const areInTime = await Promise.all([server.stop(graceMs), eksApi?.stop(graceMs) ?? true]);
    log.onStopped(areInTime.every((isInTime) => isInTime));
    return print;
  } finally {
    process.off("SIGHUP", reload);
    await admin.stop();
    service.close();
  }
}

/** Opens the console, if it is on. It is loaded only then. */
async function openConsole({ admin }: Config, log: ServiceLog): Promise<AdminConsole | undefined> {
  if (!admin.console) {
    return undefined;
  }
  const { openAdminConsole } = await import("./admin/admin-console.ts");
  return openAdminConsole((error) => log.onConsoleError(error));
}

/** Starts the listener of the EKS API, if it is configured. It is loaded only then. */
async function openEksApi(
  service: ConfiguredService,
  hooks: ServiceHooks,
  tracing: Tracing | undefined,
): Promise<StartedServer | undefined> {
  if (service.eksApi === undefined) {
    return undefined;
  }
  const { startEksApi } = await import("./eks-api/start-eks-api.ts");
  return startEksApi(service.eksApi, service, hooks, tracing);
}
