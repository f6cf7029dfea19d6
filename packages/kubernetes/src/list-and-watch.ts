import { setImmediate } from "node:timers/promises";
import { abortable } from "./abortable.ts";
import type { ApiServer } from "./api-server.ts";
import { Backoff } from "./backoff.ts";
import type { Informer, InformerHandler, InformerOptions } from "./informer.ts";
import { isVersionReached } from "./is-version-reached.ts";
import { KnownObjects } from "./known-objects.ts";
import { KubernetesApiError, type KubernetesErrorCode } from "./kubernetes-api-error.ts";
import { listPages } from "./list-pages.ts";
import type { KubernetesObject, ObjectKey, ResourcePath } from "./object.ts";
import { resourcePath } from "./resource-url.ts";
import { readWatchEvents, type WatchEvent } from "./watch-events.ts";

/** As in client-go. Larger pages take more memory and longer to parse, and hardly less time in total. */
const defaultPageSize = 500;

/** The API server ends a watch after 5 to 10 minutes, at a random time, as for client-go. */
const minWatchSeconds = 300;

/** After this time without a byte, the connection can be dead: there should be a bookmark each minute. */
const maxSilenceMs = 90_000;

/** More than the largest object that etcd accepts by default, 1.5 MiB. */
const maxEventBytes = 16 * 1_024 * 1_024;

/** How long objects are handled before other work gets its turn. */
const sliceMs = 10;

/** Attempts to go on from the same version if the API server answers, but not with usable events. */
const maxResumes = 3;
const lastingCodes = ["invalid", "response_invalid", "response_too_large"] as const;

/** The loop of an informer: it lists, watches, and starts again. */
export class ListAndWatch<T extends KubernetesObject> implements Informer {
  readonly #apiServer: ApiServer;
  readonly #resource: ResourcePath;
  readonly #handler: InformerHandler<T>;
  readonly #options: InformerOptions;
  readonly #known = new KnownObjects();
  readonly #backoff = new Backoff();
  readonly #closing = new AbortController();
  readonly #synced = Promise.withResolvers<void>();
  /** Everything up to this version was handled; undefined if everything must be listed. */
  #resourceVersion: string | undefined;
  /** Whether the API server could have been replaced since the last event. */
  #isInterrupted = false;
  #isFailing = false;
  hasSynced = false;
  lastContact = 0;
  listCount = 0;
  failureCount = 0;

  constructor(
    apiServer: ApiServer,
    resource: ResourcePath,
    handler: InformerHandler<T>,
    options: InformerOptions,
  ) {
    this.#apiServer = apiServer;
    this.#resource = resource;
    this.#handler = handler;
    this.#options = options;
    // Without a caller that waits, closing is no unhandled rejection.
    this.#synced.promise.catch(() => {});
  }

  get count(): number {
    return this.#known.count;
  }

  async whenSynced(signal?: AbortSignal): Promise<void> {
    const { promise } = this.#synced;
    return signal === undefined ? promise : abortable(promise, signal);
  }

  close(): void {
    this.#closing.abort();
    this.#synced.reject(this.#closing.signal.reason);
  }

  /** Lists and watches until it is closed. */
  async run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#checkVersion();
        if (this.#resourceVersion === undefined) {
          await this.#list();
        }
        const startedAt = performance.now();
        await this.#watch();
        // The API server ended the watch. If it does so at once, it must not be asked in a loop.
        if (performance.now() - startedAt < 1_000) {
          await this.#backoff.fail(signal);
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.failureCount += 1;
        this.#isInterrupted = true;
        this.#report(error);
        const { retryAfterSeconds } = error instanceof KubernetesApiError ? error : {};
        await this.#backoff.fail(signal, retryAfterSeconds).catch(() => {});
      }
    }
  }

  /** After an interruption, the API server can have the data of a backup, whose versions are lower. */
  async #checkVersion(): Promise<void> {
    const version = this.#resourceVersion;
    const { signal } = this.#closing;
    if (this.#isInterrupted && version !== undefined) {
      if (!(await isVersionReached(this.#apiServer, this.#resource, version, signal))) {
        this.#resourceVersion = undefined;
      }
    }
    this.#isInterrupted = false;
  }

  async #list(): Promise<void> {
    this.listCount += 1;
    const { signal } = this.#closing;
    const { pageSize: maxLimit = defaultPageSize } = this.#options;
    this.#known.startList();
    let resourceVersion = "";
    for await (const page of listPages<T>(this.#apiServer, this.#resource, { maxLimit, signal })) {
      this.lastContact = Date.now();
      resourceVersion = page.resourceVersion;
      await this.#handleInSlices(page.items, (object) => this.#set(object));
    }
    await this.#handleInSlices(this.#known.findMissing(), (key) => key && this.#delete(key));
    this.#resourceVersion = resourceVersion;
    this.#succeed();
    this.hasSynced = true;
    this.#synced.resolve();
  }

  async #watch(): Promise<void> {
    const timeoutSeconds = Math.round(minWatchSeconds * (1 + Math.random()));
    const { fieldSelector } = this.#resource;
    const resourceVersion = this.#resourceVersion;
    const path = resourcePath(this.#resource);
    const query = { watch: true, allowWatchBookmarks: true, fieldSelector, resourceVersion, timeoutSeconds };
    const { signal } = this.#closing;
    const chunks = await this.#apiServer.stream({ path, query, signal, maxSilenceMs });
    this.lastContact = Date.now();
    const name = `WATCH ${this.#apiServer.url}${path}`;
    try {
      for await (const event of readWatchEvents<T>(this.#noteContact(chunks), name, maxEventBytes)) {
        this.#handle(event);
      }
    } catch (error) {
      // Without changes there can be no bookmarks, so this is no failure.
      if (!isSilence(error)) {
        throw error;
      }
      this.#isInterrupted = true;
    }
  }

  async *#noteContact(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      this.lastContact = Date.now();
      yield chunk;
    }
  }

  #handle(event: WatchEvent<T>): void {
    if (event.type === "BOOKMARK") {
      this.#resourceVersion = event.resourceVersion;
    } else {
      const { metadata } = event.object;
      if (event.type === "DELETED") {
        this.#delete(metadata);
      } else {
        this.#set(event.object);
      }
      this.#resourceVersion = metadata.resourceVersion;
    }
    this.#succeed();
  }

  #set(object: T): void {
    const { isNew, replaced } = this.#known.set(object);
    if (replaced !== undefined) {
      this.#call(() => this.#handler.onDelete(replaced));
    }
    if (isNew) {
      this.#call(() => this.#handler.onSet(object));
    }
  }

  #delete({ namespace, name, uid }: ObjectKey): void {
    const key = { namespace, name, uid };
    if (this.#known.delete(key)) {
      this.#call(() => this.#handler.onDelete(key));
    }
  }

  /** A handler that throws is a defect, which must not keep other objects from it. */
  #call(work: () => void): void {
    try {
      work();
    } catch (error) {
      const message = `An object of ${resourcePath(this.#resource)} can't be handled: ${(error as Error).message}`;
      this.#options.onLogEvent({ level: "error", code: "watch_handler_failed", message });
    }
  }

  async #handleInSlices<Item>(items: Iterable<Item>, handle: (item: Item) => void): Promise<void> {
    let startedAt = performance.now();
    for (const item of items) {
      if (performance.now() - startedAt > sliceMs) {
        await setImmediate();
        this.#closing.signal.throwIfAborted();
        startedAt = performance.now();
      }
      handle(item);
    }
  }

  #succeed(): void {
    this.#backoff.succeed();
    if (this.#isFailing) {
      this.#isFailing = false;
      const message = `${resourcePath(this.#resource)} of ${this.#apiServer.url} is watched again.`;
      this.#options.onLogEvent({ level: "info", code: "watch_recovered", message });
    }
  }

  #report(error: unknown): void {
    // An API server that is overloaded (503) must not be asked for everything, too.
    const isLasting =
      isCode(error, ...lastingCodes) || (error instanceof KubernetesApiError && error.status === 500);
    const isStuck = this.#backoff.failures >= maxResumes && isLasting;
    if (isStuck || isCode(error, "gone")) {
      this.#resourceVersion = undefined;
    }
    // A first failure is ordinary: the API server was restarted, or the version is too old.
    if (this.#backoff.failures > 0 && !this.#isFailing) {
      this.#isFailing = true;
      const consequence = this.hasSynced
        ? "What was received stays in use. It is tried again."
        : "It is tried again.";
      const message = `${(error as Error).message} ${consequence}`;
      this.#options.onLogEvent({ level: "warn", code: "watch_failed", message });
    }
  }
}

/** Whether a watch ended because nothing was sent. An `ERROR` event with the same code has a status. */
function isSilence(error: unknown): boolean {
  return error instanceof KubernetesApiError && error.code === "timeout" && error.status === undefined;
}

function isCode(error: unknown, ...codes: readonly KubernetesErrorCode[]): boolean {
  return error instanceof KubernetesApiError && codes.includes(error.code);
}
