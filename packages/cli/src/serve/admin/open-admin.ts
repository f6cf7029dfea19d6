import type { AdminConfig, ConfiguredService } from "@eks-auth/service";
import type { MetricsSources } from "../metrics/metrics-registry.ts";
import { createMetricsRenderer } from "../metrics/render-metrics.ts";
import { startAdminServer } from "./admin-server.ts";
import { checkListener } from "./liveness.ts";
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
    Pick<ReadinessSources, "getAuditFailure"> {
  readonly service: ConfiguredService;
}

const defaultPort = 8481;

/**
 * Opens the probes and metrics of a service.
 *
 * @throws CommandError if it can't listen on the address
 */
export async function openAdmin({ enabled, host, port }: AdminConfig, sources: AdminSources): Promise<Admin> {
  if (!enabled) {
    return { url: undefined, onListening() {}, onStopping() {}, async stop() {} };
  }
  const { service } = sources;
  const readiness = new Readiness(sources);
  let listensOn: string | undefined;
  // A service on any free port is one of several on this machine.
  const adminPort = port ?? (service.config.listen.port === 0 ? 0 : defaultPort);
  const server = await startAdminServer(
    { host, port: adminPort },
    {
      checkAlive: async () =>
        listensOn === undefined ? "The service does not listen yet." : checkListener(listensOn),
      checkReady: () => readiness.check(),
      renderMetrics: createMetricsRenderer({
        ...sources,
        getStatus: () => service.status,
        getCertificates: () => service.tls?.content.expiries ?? [],
      }),
    },
  );
  return {
    url: server.url,
    onListening(url) {
      listensOn = url;
      void readiness.check();
    },
    onStopping: () => readiness.stop(),
    stop: () => server.stop(),
  };
}
