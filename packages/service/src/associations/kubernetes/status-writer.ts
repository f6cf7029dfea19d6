import { setTimeout as sleep } from "node:timers/promises";
import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import { createProblemLog, type OnLogEvent } from "../../logging/log-event.ts";
import {
  type AssociationRegistry,
  differs,
  type RegisteredResource,
  writtenKey,
} from "./association-registry.ts";
import type { AssociationResource } from "./resource-precedence.ts";
import {
  associationApiVersion,
  clusterPodIdentityAssociations,
  podIdentityAssociations,
} from "./resources.ts";
import { WaitingKeys } from "./waiting-keys.ts";
import { createStatus, decideConditions } from "./wanted-status.ts";

const fieldManager = "eks-auth";

/** How many statuses are written at once, and in a second: 100,000 take half an hour, divided by the replicas. */
const maxWriters = 4;
const minIntervalMs = 20;

/** A replica waits at random up to this time. Of several, the first writes, and the others see it meanwhile. */
const defaultMaxJitterMs = 2_000;

/** The waiting time after a failure, doubled each time. */
const minPauseMs = 1_000;
const maxPauseMs = 60_000;

/** How often a status is written that another writer changes meanwhile. */
const maxConflicts = 3;

/** Options of a {@link StatusWriter}. */
export interface StatusWriterOptions {
  readonly onLogEvent: OnLogEvent;
  /** How long it waits at most before it writes a status; by default 2 s. */
  readonly maxJitterMs?: number | undefined;
  /** Called when a status was written, with the object. */
  readonly onWritten?: (object: AssociationResource, resource: RegisteredResource) => void;
}

/**
 * Writes the status of resources that have another one than they should have. It does not write a status twice, so that
 * replicas of two versions, which want different ones, do not overwrite each other for ever.
 */
export class StatusWriter {
  readonly #apiServer: ApiServer;
  readonly #registry: AssociationRegistry;
  readonly #options: StatusWriterOptions;
  readonly #problemLog: ReturnType<typeof createProblemLog>;
  readonly #waiting = new WaitingKeys();
  readonly #conflicts = new Map<string, number>();
  readonly #closing = new AbortController();
  #writers = 0;
  #nextAt = 0;
  #pauseMs = 0;

  constructor(apiServer: ApiServer, registry: AssociationRegistry, options: StatusWriterOptions) {
    this.#apiServer = apiServer;
    this.#registry = registry;
    this.#options = options;
    this.#problemLog = createProblemLog(options.onLogEvent, {
      raised: "association_status_failed",
      resolved: "association_status_recovered",
    });
  }

  /** Adds a resource. Its status is written soon, unless it is as it should be by then. */
  add(home: string | undefined, name: string): void {
    const { maxJitterMs = defaultMaxJitterMs } = this.#options;
    const jitter = Math.random() * maxJitterMs;
    this.#waiting.add(`${home ?? ""}/${name}`, performance.now() + jitter);
    if (this.#writers < maxWriters && !this.#closing.signal.aborted) {
      this.#writers += 1;
      // It ends early only if it is closed.
      void this.#run().catch(() => {});
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #run(): Promise<void> {
    try {
      for (let next = this.#waiting.take(); next !== undefined; next = this.#waiting.take()) {
        await this.#waitUntil(next.dueAt);
        await this.#handle(next.key);
      }
    } finally {
      this.#writers -= 1;
    }
  }

  async #handle(key: string): Promise<void> {
    const [home, name = ""] = key.split("/");
    const resource = this.#registry.get(home || undefined, name);
    if (resource === undefined || !differs(resource)) {
      this.#conflicts.delete(key);
      return;
    }
    this.#nextAt = Math.max(this.#nextAt, performance.now()) + minIntervalMs;
    await this.#waitUntil(this.#nextAt);
    try {
      await this.#write(resource);
      this.#pauseMs = 0;
      this.#conflicts.delete(key);
      this.#problemLog.resolve("The status of associations is written again.");
    } catch (error) {
      this.#closing.signal.throwIfAborted();
      this.#fail(key, resource, error);
    }
  }

  async #write(resource: RegisteredResource): Promise<void> {
    const { home, name, generation, wanted } = resource;
    const [kind, path] =
      home === undefined
        ? ["ClusterPodIdentityAssociation", clusterPodIdentityAssociations]
        : ["PodIdentityAssociation", { ...podIdentityAssociations, namespace: home }];
    const { signal } = this.#closing;
    const object = await this.#apiServer.get<AssociationResource>(path, name, { signal });
    const { observed } = this.#registry.reader.read(object);
    const isWritten = observed.summary === wanted && observed.generation === generation;
    // A newer version comes by the watch, too.
    if (isWritten || object.metadata.generation !== generation || resource.wanted !== wanted) {
      return;
    }
    resource.written = writtenKey(wanted, generation);
    const conditions = decideConditions(this.#registry.stateOf(resource));
    const ids = resource.problem === undefined ? this.#registry.reader.idOf(resource) : undefined;
    const status = createStatus(conditions, ids, generation, object.status, new Date());
    const metadata = { name, namespace: home, uid: object.metadata.uid };
    await this.#apiServer.apply(
      path,
      { apiVersion: associationApiVersion, kind, metadata, status },
      { fieldManager, force: true, subresource: "status", signal },
    );
    this.#options.onWritten?.(object, resource);
  }

  /** Decides on a failure: whether to try again, and when. */
  #fail(key: string, resource: RegisteredResource, error: unknown): void {
    const code = error instanceof KubernetesApiError ? error.code : undefined;
    if (code === "not_found") {
      return;
    }
    const conflicts = code === "conflict" ? (this.#conflicts.get(key) ?? 0) + 1 : 0;
    if (conflicts > 0) {
      this.#conflicts.set(key, conflicts);
    }
    const isLasting = code === "invalid" || conflicts >= maxConflicts;
    if (isLasting) {
      this.#conflicts.delete(key);
    } else {
      this.#retry(key, resource);
    }
    if (code === "conflict" && !isLasting) {
      return;
    }
    const consequence = isLasting ? "It is not tried again." : "It is tried again.";
    this.#problemLog.raise(
      `The status of associations can't be written: ${(error as Error).message} ${consequence} Pods get credentials meanwhile.`,
    );
    const { retryAfterSeconds = 0 } = error instanceof KubernetesApiError ? error : {};
    this.#pauseMs = Math.min(Math.max(this.#pauseMs * 2, minPauseMs), maxPauseMs);
    this.#nextAt = performance.now() + Math.max(this.#pauseMs, retryAfterSeconds * 1_000);
  }

  #retry(key: string, resource: RegisteredResource): void {
    const current = this.#registry.get(resource.home, resource.name);
    for (const each of [resource, current]) {
      if (each !== undefined) {
        each.written = undefined;
      }
    }
    this.#waiting.add(key, performance.now() + minPauseMs);
  }

  async #waitUntil(time: number): Promise<void> {
    const { signal } = this.#closing;
    signal.throwIfAborted();
    const waitMs = time - performance.now();
    if (waitMs > 0) {
      await sleep(waitMs, undefined, { signal });
    }
  }
}
