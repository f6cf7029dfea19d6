import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ListenAddress } from "@eks-auth/agent";
import type { ApiServer } from "@eks-auth/kubernetes";
import { createNodeListener } from "@eks-auth/server/node";
import {
  createWebhookHandler,
  defaultCredentialsUrl,
  NamespaceList,
  PodAssociations,
  type TlsSecret,
  WatchedAssociations,
} from "@eks-auth/webhook";
import type { LogLevel } from "../core/log-line.ts";
import { JsonLogger } from "../core/logger.ts";
import { endOnNextSignal, waitForSignal } from "../core/stop-signal.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { type HttpServerOptions, startHttpServer } from "../http/http-server.ts";
import { takesPrecedence } from "../sdk-environment/competing-variables.ts";
import { type ApiServerFlags, openFlaggedApiServer } from "./open-api-server.ts";
import {
  type CertificateFlags,
  type OpenCertificates,
  openCertificates,
  toTlsCertificates,
} from "./open-certificates.ts";
import { formatStartText } from "./start-text.ts";
import { openWebhookAdmin } from "./webhook-admin.ts";
import { WebhookLog } from "./webhook-log.ts";
import { WebhookMetrics } from "./webhook-metrics.ts";

export type { TlsSecret as TlsSecretFlag };

/** The options of `eks-auth webhook`; see its help. */
export interface WebhookCommandOptions extends ApiServerFlags, CertificateFlags {
  readonly listen: ListenAddress;
  readonly admin: ListenAddress;
  readonly containerCredentialsFullUri?: string;
  readonly awsDefaultRegion?: string;
  readonly stsRegionalEndpoint?: boolean;
  readonly tokenExpiration: number;
  readonly logLevel: LogLevel;
}

/**
 * How long the webhook goes on after SIGTERM, in milliseconds. Responses then close their connections, so that the API server
 * uses another replica. A request that it sends on a connection while that is closed would not be sent again, because it is a
 * POST.
 */
const drainMs = 3_000;

/** An API server keeps a connection without a request for 90 s. It must be the one that closes it. */
const keepAliveTimeoutMs = 150_000;

/** How long requests in flight can take when the webhook stops. Kubernetes kills it after 30 s. */
const graceMs = 20_000;

/** An API server opens a connection for each request that is in flight, and there are few API servers. */
const connectionLimits = { maxConnectionsPerAddress: 1_024, maxConnectionsPerSecondPerAddress: 500 };

/** Closes what is open. */
type Close = () => unknown;

/** Runs `eks-auth webhook` until a signal stops it. */
export async function runWebhook(options: WebhookCommandOptions): Promise<void> {
  const stopped = waitForSignal("SIGINT", "SIGTERM");
  const log = new WebhookLog(new JsonLogger(options.logLevel));
  try {
    const apiServer = await openFlaggedApiServer(options);
    const closing: Close[] = [() => apiServer.close()];
    try {
      await serve(options, apiServer, log, stopped, closing);
    } finally {
      for (const close of closing.toReversed()) {
        await close();
      }
    }
  } finally {
    await log.close();
  }
  process.stdout.write("\nStopped.\n");
}

async function serve(
  options: WebhookCommandOptions,
  apiServer: ApiServer,
  log: WebhookLog,
  stopped: Promise<NodeJS.Signals>,
  closing: Close[],
): Promise<void> {
  const certificates = await openCertificates(options, apiServer, log);
  closing.push(() => certificates.close());
  const watched = new WatchedAssociations(apiServer, log.onLogEvent);
  closing.push(() => watched.close());
  const metrics = new WebhookMetrics();
  const admin = await openWebhookAdmin(options.admin, {
    associations: watched,
    certificates,
    metrics,
    countLostLogLines: () => log.lostLines,
  });
  closing.push(() => admin.stop());
  const associations = new PodAssociations(watched, new NamespaceList(apiServer), (result, message) => {
    metrics.countLookUp(result);
    log.onLookUp(result, message);
  });
  let isDraining = false;
  const reviews = createListener(options, associations, metrics, log);
  const listener: RequestListener = (request, response) => {
    response.shouldKeepAlive &&= !isDraining;
    reviews(request, response);
  };
  const server = await startHttpServer(
    options.listen,
    listener,
    createServerOptions(certificates, metrics, log),
  );
  admin.onListening(server.url);
  log.onStarted(server.url, admin.url);
  void watched.whenSynced().then(
    () => log.onSynced(watched.size),
    () => {},
  );
  process.stdout.write(formatStartText(server.url, admin.url, options, certificates, apiServer));
  disableMaglev();
  const signal = await stopped;
  endOnNextSignal();
  admin.onStopping();
  log.onStopping(signal);
  if (signal === "SIGTERM") {
    isDraining = true;
    await sleep(drainMs);
  }
  log.onStopped(await server.stop(graceMs));
}

function createListener(
  options: WebhookCommandOptions,
  associations: PodAssociations,
  metrics: WebhookMetrics,
  log: WebhookLog,
): RequestListener {
  const handler = createWebhookHandler({
    associations,
    settings: {
      credentialsUrl: options.containerCredentialsFullUri ?? defaultCredentialsUrl,
      region: options.awsDefaultRegion,
      regionalSts: options.stsRegionalEndpoint ?? false,
      tokenExpirationSeconds: options.tokenExpiration,
      isCompetingVariable: takesPrecedence,
    },
    onReview(review) {
      metrics.countReview(review);
      log.onReview(review);
    },
    onEnd(end) {
      metrics.countRequest(end);
      if (end.error !== undefined) {
        log.onRejected(end.error, end.status, end.peer?.address);
      }
    },
    onError(error, request) {
      metrics.internalErrors += 1;
      log.onError(error, request);
    },
  });
  return createNodeListener(handler);
}

function createServerOptions(
  certificates: OpenCertificates,
  metrics: WebhookMetrics,
  log: WebhookLog,
): HttpServerOptions {
  const onClose: NonNullable<NonNullable<HttpServerOptions["limits"]>["onClose"]> = (address, limit) => {
    metrics.closedConnections.count(limit);
    log.onClosedConnection(address, limit);
  };
  return {
    limits: { ...connectionLimits, onClose },
    onAcceptFailed: log.onAcceptFailed,
    keepAliveTimeoutMs,
    flags: { host: "--listen", port: "--listen" },
    tls: {
      certificates: toTlsCertificates(certificates),
      requestCertificates: false,
      onHandshakeFailed(failure) {
        metrics.failedHandshakes += 1;
        log.onHandshakeFailed(failure);
      },
      onHandshakeClosed(address) {
        metrics.closedConnections.count("maxHandshakes");
        log.onClosedConnection(address, "maxHandshakes");
      },
      onRejectedCaller() {},
    },
  };
}
