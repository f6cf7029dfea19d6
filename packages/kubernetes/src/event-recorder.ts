import { randomBytes } from "node:crypto";
import { TokenBucket } from "@eks-auth/server-runtime/rate-limits";
import type { ApiServer } from "./api-server.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import type { ResourcePath } from "./object.ts";

/** An event that is repeated within this time is counted. After it, a new one is written. */
const seriesMs = 60 * 60 * 1_000;
/** How often the count of a repeated event is written. */
const countIntervalMs = 5 * 60 * 1_000;
/** Of the writes of all events together. */
const limit = { burst: 25, perSecond: 0.2 };
const maxSeries = 1_000;
/** As the API server allows. */
const maxNoteBytes = 1_024;
/** An object's name can have 253 characters, and 17 more follow. */
const maxNameLength = 230;

/** The object that an event is about. */
export interface EventObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined for an object of the cluster: its events are in the namespace `default`. */
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly uid: string;
}

/** Something that happened to an object, for its owner to read. */
export interface RecordedEvent {
  readonly regarding: EventObject;
  readonly type: "Normal" | "Warning";
  /** Why, in one word: `RoleNotAllowed`. */
  readonly reason: string;
  /** What was done or not done, in one word: `AssumeRole`. */
  readonly action: string;
  /** What happened and the fix. Longer ones than 1,024 bytes are cut off. */
  readonly note: string;
}

/** Options of {@link EventRecorder}. */
export interface EventRecorderOptions {
  /** `eks-auth.dev/eks-auth` */
  readonly reportingController: string;
  /** The name of this pod or host. */
  readonly reportingInstance: string;
}

interface Series {
  /** The event's name, once it is written. */
  readonly name: string;
  readonly startedAt: number;
  count: number;
  writtenAt: number;
}

/**
 * Writes events (`events.k8s.io/v1`) for owners of objects. Equal ones are counted, and all together are limited to 25 at
 * once and 12 a minute, so that no one can fill etcd by them. What exceeds that, or can't be written, is dropped: events are
 * hints, and logs and status have the facts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export class EventRecorder {
  readonly #apiServer: ApiServer;
  readonly #options: EventRecorderOptions;
  /** By object, reason and note. The oldest first. */
  readonly #series = new Map<string, Series>();
  readonly #writes = new TokenBucket(limit);

  constructor(apiServer: ApiServer, options: EventRecorderOptions) {
    this.#apiServer = apiServer;
    this.#options = options;
  }

  /**
   * Records an event.
   *
   * @returns resolves when it is written, counted or dropped; it never rejects
   */
  async record(event: RecordedEvent): Promise<void> {
    const key = JSON.stringify([event.regarding.uid, event.type, event.reason, event.action, event.note]);
    const now = performance.now();
    const known = this.#series.get(key);
    if (known === undefined || now - known.startedAt > seriesMs) {
      await this.#start(key, event, now);
      return;
    }
    known.count += 1;
    if (now - known.writtenAt > countIntervalMs && this.#writes.tryTake()) {
      known.writtenAt = now;
      await this.#writeCount(key, event, known);
    }
  }

  async #start(key: string, event: RecordedEvent, now: number): Promise<void> {
    if (!this.#writes.tryTake()) {
      return;
    }
    const { regarding, type, reason, action, note } = event;
    const base = regarding.name.slice(0, maxNameLength).replace(/[-.]+$/, "");
    const name = `${base}.${randomBytes(8).toString("hex")}`;
    this.#remember(key, { name, startedAt: now, count: 1, writtenAt: now });
    const { namespace = "default" } = regarding;
    const created = {
      apiVersion: "events.k8s.io/v1",
      kind: "Event",
      metadata: { name, namespace },
      eventTime: microTime(),
      ...this.#options,
      regarding,
      type,
      reason,
      action,
      note: cutOff(note),
    };
    await this.#apiServer.create(eventsOf(event), created).catch(() => this.#series.delete(key));
  }

  async #writeCount(key: string, event: RecordedEvent, { name, count }: Series): Promise<void> {
    const series = { count, lastObservedTime: microTime() };
    try {
      await this.#apiServer.patch(eventsOf(event), name, { series });
    } catch (error) {
      // The API server deletes events after an hour, by default.
      if (error instanceof KubernetesApiError && error.code === "not_found") {
        this.#series.delete(key);
      }
    }
  }

  #remember(key: string, series: Series): void {
    this.#series.delete(key);
    this.#series.set(key, series);
    const [oldest] = this.#series.keys();
    if (this.#series.size > maxSeries && oldest !== undefined) {
      this.#series.delete(oldest);
    }
  }
}

function eventsOf({ regarding: { namespace = "default" } }: RecordedEvent): ResourcePath {
  return { group: "events.k8s.io", version: "v1", plural: "events", namespace };
}

/** The API server counts bytes. A character whose end is cut off is left out. */
function cutOff(note: string): string {
  const bytes = Buffer.from(note);
  return bytes.length <= maxNoteBytes
    ? note
    : new TextDecoder().decode(bytes.subarray(0, maxNoteBytes), { stream: true });
}

/** RFC 3339 with microseconds, which the API server requires. */
function microTime(): string {
  return new Date().toISOString().replace("Z", "000Z");
}
