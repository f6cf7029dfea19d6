import { setTimeout as sleep } from "node:timers/promises";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { ClusterStatus, ConfiguredService } from "@eks-auth/service";
import type { Check } from "../../http/admin-listener.ts";

/** How long the result of the checks is used again, in milliseconds, however many probes there are. */
const cachedForMs = 5_000;

/** The longest time that a probe waits for the checks, in milliseconds. Kubernetes waits 1 s by default. */
const maxWaitMs = 800;

/** How long after the start each cluster's associations are waited for. After it, those of one cluster are enough. */
const maxSyncMs = 60_000;

/** How long after the start it is not worth a line of the log that the service is not ready. */
const maxStartMs = 10_000;

/** What readiness depends on. */
export interface ReadinessSources {
  readonly service: Pick<ConfiguredService, "status" | "readKeys" | "checkCredentials">;
  /** @returns why the last audit record could not be written, or undefined */
  readonly getAuditFailure: () => string | undefined;
  /**
   * Called if a probe finds that the service is ready, or not ready for other reasons than before. Not while it starts or
   * stops.
   *
   * @param failed - the checks that failed; none if the service is ready
   */
  readonly onReadiness: (failed: readonly Check[]) => void;
}

/**
 * Whether the service can do its work. It is not ready only if a restart or another replica can help: one cluster whose
 * issuer is down must not take the others out of service.
 */
export class Readiness {
  readonly #sources: ReadinessSources;
  readonly #flights = new SingleFlight<void>();
  #checkedAt = Number.NEGATIVE_INFINITY;
  #credentialsState = "not checked yet";
  #isStopping = false;
  readonly #startedAt = performance.now();
  /** The names of the failed checks that were reported last. */
  #reported: string | undefined;
  /** Whether the keys of each cluster were asked for once. Clusters that are added later do not count. */
  #hasAskedForKeys = false;

  constructor(sources: ReadinessSources) {
    this.#sources = sources;
  }

  /** Begins to check, so that the first probe need not wait. */
  start(): void {
    void this.#flights.join("checks", () => this.#refresh());
  }

  /** Makes the service not ready, because it stops. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Checks again, if the last time is long ago, and returns the result of each check. */
  async check(): Promise<readonly Check[]> {
    if (performance.now() - this.#checkedAt >= cachedForMs) {
      const checking = this.#flights.join("checks", () => this.#refresh());
      await Promise.race([checking, sleep(maxWaitMs, undefined, { ref: false })]);
    }
    const checks = this.#listChecks();
    this.#report(checks.filter(({ isFatal }) => isFatal));
    return checks;
  }

  #report(failed: readonly Check[]): void {
    const isStarting = this.#reported === undefined && performance.now() - this.#startedAt < maxStartMs;
    const names = failed.map(({ name, cluster = "" }) => `${name} ${cluster}`).join();
    if (names !== this.#reported && !this.#isStopping && !(isStarting && failed.length > 0)) {
      this.#reported = names;
      this.#sources.onReadiness(failed);
    }
  }

  #listChecks(): Check[] {
    const audit = this.#sources.getAuditFailure() ?? "ok";
    const { hasDenyList } = this.#sources.service.status;
    return [
      { name: "stopping", state: this.#isStopping ? "yes" : "ok", isFatal: this.#isStopping },
      ...this.#checkKeys(),
      ...this.#checkAssociations(),
      { name: "deny_list", state: hasDenyList ? "ok" : "not read yet", isFatal: !hasDenyList },
      { name: "credentials", state: this.#credentialsState, isFatal: this.#credentialsState !== "ok" },
      { name: "audit", state: audit, isFatal: audit !== "ok" },
    ];
  }

  /** Associations in files are there from the start. Others are received later, if the API server answers. */
  #checkAssociations(): Check[] {
    const { clusters } = this.#sources.service.status;
    const isUsable = ({ associationResources }: ClusterStatus) => associationResources?.hasSynced ?? true;
    const isOtherEnough = performance.now() - this.#startedAt > maxSyncMs && clusters.some(isUsable);
    return clusters
      .filter(({ associationResources }) => associationResources !== undefined)
      .map((cluster) => ({
        name: "associations",
        cluster: cluster.name,
        state: isUsable(cluster) ? "ok" : "not received yet",
        isFatal: !isUsable(cluster) && !isOtherEnough,
      }));
  }

  async #refresh(): Promise<void> {
    const { service } = this.#sources;
    const reading = service.readKeys();
    try {
      await service.checkCredentials();
      this.#credentialsState = "ok";
    } catch (error) {
      this.#credentialsState = error instanceof Error ? error.message : String(error);
    }
    await reading;
    this.#hasAskedForKeys = true;
    this.#checkedAt = performance.now();
  }

  #checkKeys(): Check[] {
    const { clusters } = this.#sources.service.status;
    const hasKeys = clusters.length === 0 || clusters.some(({ keys }) => keys.readAt !== undefined);
    return clusters.map(({ name: cluster, keys: { readAt, failure } }) => {
      const isRead = readAt !== undefined;
      const state = isRead ? "ok" : `not available (${failure ?? "not read yet"})`;
      return { name: "keys", cluster, state, isFatal: !isRead && !(hasKeys && this.#hasAskedForKeys) };
    });
  }
}
