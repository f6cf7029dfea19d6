import type { ApiServer } from "./api-server.ts";
import { ListAndWatch } from "./list-and-watch.ts";
import type { KubernetesObject, ObjectKey, ResourcePath } from "./object.ts";

/** Receives the objects of an {@link Informer}. Its methods must not throw. */
export interface InformerHandler<T extends KubernetesObject> {
  /** An object was added or changed. Keep a small entry, not the object. */
  onSet(object: T): void;
  /** An object was deleted, or a new list does not have it any more. */
  onDelete(key: ObjectKey): void;
}

/** An event of an informer that an operator should know of. */
export interface InformerLogEvent {
  readonly level: "info" | "warn" | "error";
  /** `watch_failed` once when the API server can't be used, `watch_recovered` when it can again. */
  readonly code: "watch_failed" | "watch_recovered" | "watch_handler_failed";
  /** What happened, the reason and the fix. */
  readonly message: string;
}

/** Options of {@link startInformer}. */
export interface InformerOptions {
  readonly onLogEvent: (event: InformerLogEvent) => void;
  /** The most objects in a page of a list; by default 500. Pages of large objects have fewer. */
  readonly pageSize?: number | undefined;
}

/** Follows the objects of a resource. */
export interface Informer {
  /** Whether all objects were received at least once. */
  readonly hasSynced: boolean;
  /**
   * Waits until all objects were received once.
   *
   * @throws the signal's reason, or an `AbortError` if the informer is closed
   */
  whenSynced(signal?: AbortSignal): Promise<void>;
  /** When the API server last sent something, in milliseconds since 1970; 0 if it never did. */
  readonly lastContact: number;
  /** How many objects there are. */
  readonly count: number;
  /** How often it began to list all objects. */
  readonly listCount: number;
  /** How many of its requests failed. */
  readonly failureCount: number;
  close(): void;
}

/**
 * Starts to follow the objects of a resource: it lists them in pages, then watches for changes. After every failure it goes
 * on where it was, with backoff, for ever. If the API server no longer knows that version, or has not reached it, it lists
 * everything again, and reports as deleted only what the complete new list lacks.
 *
 * It does not use streaming lists (`sendInitialEvents`): not every supported version has them, so it would need both, and
 * pages already bound memory and time.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function startInformer<T extends KubernetesObject>(
  apiServer: ApiServer,
  resource: ResourcePath,
  handler: InformerHandler<T>,
  options: InformerOptions,
): Informer {
  const informer = new ListAndWatch(apiServer, resource, handler, options);
  void informer.run();
  return informer;
}
