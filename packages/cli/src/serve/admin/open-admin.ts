import type { ConfiguredService } from "@eks-auth/service";
import type { AdminAnswers } from "../../http/admin-listener.ts";
import { startAdminServer } from "../../http/admin-server.ts";
import { checkListener } from "../../http/liveness.ts";
import { createMetricsRenderer } from "../../metrics/render-metrics.ts";
import type { MetricsSources } from "../metrics/metrics-registry.ts";
import { getAdminAddress } from "./admin-address.ts";
import type { AdminConsole } from "./admin-console.ts";
import { Readiness, type ReadinessSources } from "./readiness.ts";

/** The running probes and metrics. */
export interface Admin {
  /** Where they are; undefined if they are turned off. */
  readonly url: string | undefined;
  /** Says that the service listens, and begins to read the keys of its clusters. @param url - where it listens */
  onListening(url: string): void;
  /** Makes the service not ready, because it stops. */
  onStopping(): void;
  /** Stops the server of probes and metrics. */
  stop(): Promise<void>;
}

/** What the probes and metrics read. */
export interface AdminSources
  extends Omit<MetricsSources, "getStatus" | "getCertificates">,
    Pick<ReadinessSources, "getAuditFailure" | "onReadiness"> {
  readonly service: ConfiguredService;
  /** The console, if it is on. */
  readonly console: AdminConsole | undefined;
}

/**
 * Opens the probes and metrics of a service.
 *
 * @throws CommandError if it can't listen on the address
 */
export async function openAdmin(sources: AdminSources): Promise<Admin> {
  const { service } = sources;
  if (!service.config.admin.enabled) {
    return { url: undefined, onListening() {}, onStopping() {}, async stop() {} };
  }
  const readiness = new Readiness(sources);
  let checkAlive = async (): Promise<string | undefined> => "The service does not listen yet.";
  const metricsSources: MetricsSources = {
    ...sources,
    getStatus: () => service.status,
    getCertificates: () => [service.tls, service.eksApi?.tls].flatMap((tls) => tls?.content.expiries ?? []),
  };
  const answers: AdminAnswers = {
    console: sources.console?.listener,
    checkAlive: () => checkAlive(),
    checkReady: () => readiness.check(),
    renderMetrics: createMetricsRenderer(async () => {
      const { createRegistry } = await import("../metrics/metrics-registry.ts");
      return createRegistry(metricsSources);
    }),
  };
  const fix = "Set another admin.port or admin.host, or admin.enabled: false.";
  const server = await startAdminServer(getAdminAddress(service.config), answers, fix);
  return {
    url: server.url,
    onListening(url) {
      checkAlive = () => checkListener(url);
      readiness.start();
    },
    onStopping() {
      readiness.stop();
      // It accepts no connections any more, but must not be killed while it answers requests.
      checkAlive = async () => undefined;
    },
    async stop() {
      sources.console?.close();
      await server.stop();
    },
  };
}
