import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "./loopback.ts";

/** An object of the server. */
export interface StoredObject {
  readonly metadata: {
    readonly namespace?: string | undefined;
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
  };
  readonly [field: string]: unknown;
}

/** An object to be stored: the server adds what it decides on. */
export interface NewObject {
  readonly metadata: { readonly namespace?: string | undefined; readonly name: string };
}

interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly version: number;
  readonly resource: string;
  readonly object: StoredObject;
}

interface Watch {
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly response: ServerResponse;
}

/** A watch gets only changes with versions above the one that it asked for, as at a real API server. */
interface OpenWatch extends Watch {
  readonly version: number;
}

/** Handles a request instead of the server. @returns whether it did */
export type Interception = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The part of a Kubernetes API server that informers and updates use, over real HTTP: lists in pages, watches with
 * bookmarks, and changes with versions. Unlike a real one, it fails exactly when a test wants it to, and starts at once.
 */
export class FakeApiServer implements AsyncDisposable {
  /** `METHOD PATH?QUERY` of each request, oldest first. */
  readonly requests: string[] = [];
  /** Sees each request first. */
  intercept: Interception = () => false;
  readonly #objects = new Map<string, StoredObject>();
  readonly #changes: Change[] = [];
  readonly #watches = new Set<OpenWatch>();
  #version = 100;
  /** Versions below this one are too old. */
  #oldest = 0;
  #server!: LoopbackServer;

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    fake.#server = await listenOnLoopback((request, response) => void fake.#answer(request, response));
    return fake;
  }

  get url(): string {
    return this.#server.url;
  }

  /** How many watches are open. */
  get watchCount(): number {
    return this.#watches.size;
  }

  /**
   * Creates or replaces an object.
   *
   * @param resource - such as `apis/eks-auth.dev/v1alpha1/podidentityassociations`
   */
  set(resource: string, object: NewObject): StoredObject {
    const { namespace, name } = object.metadata;
    const key = keyOf(resource, namespace, name);
    const old = this.#objects.get(key);
    this.#version += 1;
    const metadata = {
      ...object.metadata,
      uid: old?.metadata.uid ?? randomUUID(),
      creationTimestamp: old?.metadata.creationTimestamp ?? "2026-11-30T00:00:00Z",
      resourceVersion: String(this.#version),
    };
    const stored = { ...object, metadata };
    this.#objects.set(key, stored);
    this.#publish({
      type: old === undefined ? "ADDED" : "MODIFIED",
      version: this.#version,
      resource,
      object: stored,
    });
    return stored;
  }

  /** Deletes an object, if it exists. */
  delete(resource: string, { namespace, name }: NewObject["metadata"]): void {
    const key = keyOf(resource, namespace, name);
    const old = this.#objects.get(key);
    if (old !== undefined) {
      this.#objects.delete(key);
      this.#version += 1;
      const metadata = { ...old.metadata, resourceVersion: String(this.#version) };
      const object = { ...old, metadata };
      this.#publish({ type: "DELETED", version: this.#version, resource, object });
    }
  }

  /** Reads an object. */
  get(resource: string, { namespace, name }: NewObject["metadata"]): StoredObject | undefined {
    return this.#objects.get(keyOf(resource, namespace, name));
  }

  /** Forgets earlier versions, as etcd does when it is compacted: lists and watches of them get 410. */
  compact(): void {
    this.#oldest = this.#version;
    this.#changes.length = 0;
  }

  /** Goes back to an earlier version, as if etcd was restored from a backup: later objects are gone, and versions are lower. */
  restore(version: number): void {
    for (const [key, { metadata }] of this.#objects) {
      if (Number(metadata.resourceVersion) > version) {
        this.#objects.delete(key);
      }
    }
    this.#changes.length = 0;
    this.#version = version;
  }

  /** Sends all watches the current version. */
  sendBookmarks(): void {
    const object = { metadata: { resourceVersion: String(this.#version) } };
    this.sendToWatches(`${JSON.stringify({ type: "BOOKMARK", object })}\n`);
  }

  /** Sends all watches a text or bytes. */
  sendToWatches(text: string | Uint8Array): void {
    for (const { response } of this.#watches) {
      response.write(text);
    }
  }

  /** Ends all watches, as at their time limit. */
  endWatches(): void {
    for (const { response } of this.#takeWatches()) {
      response.end();
    }
  }

  /** Cuts the connections of all watches. */
  cutWatches(): void {
    for (const { response } of this.#takeWatches()) {
      response.destroy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  #takeWatches(): OpenWatch[] {
    const watches = [...this.#watches];
    this.#watches.clear();
    return watches;
  }

  #publish(change: Change): void {
    this.#changes.push(change);
    for (const watch of this.#watches) {
      send(watch, change);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = "" } = request;
    this.requests.push(`${method} ${url}`);
    if (this.intercept(request, response)) {
      return;
    }
    const { pathname, searchParams } = new URL(url, this.url);
    const { resource, namespace, name } = parsePath(pathname);
    if (method === "GET" && name === undefined) {
      const only = searchParams.get("fieldSelector")?.replace("metadata.name=", "");
      if (searchParams.get("watch") === "true") {
        this.#watch(
          { resource, namespace, name: only, response },
          Number(searchParams.get("resourceVersion")),
        );
      } else {
        this.#list({ resource, namespace, name: only, response }, searchParams);
      }
      return;
    }
    const stored = name === undefined ? undefined : this.get(resource, { namespace, name });
    if (method === "POST") {
      const object = (await json(request)) as NewObject;
      const exists = this.get(resource, { ...object.metadata, namespace }) !== undefined;
      return exists
        ? fail(response, 409, "AlreadyExists")
        : reply(
            response,
            201,
            this.set(resource, { ...object, metadata: { ...object.metadata, namespace } }),
          );
    }
    if (stored === undefined) {
      return fail(response, 404, "NotFound");
    }
    if (method === "GET") {
      return reply(response, 200, stored);
    }
    if (method === "DELETE") {
      this.delete(resource, stored.metadata);
      return reply(response, 200, { kind: "Status", status: "Success" });
    }
    const sent = (await json(request)) as Partial<StoredObject>;
    const expected = sent.metadata?.resourceVersion;
    if (expected !== undefined && expected !== stored.metadata.resourceVersion) {
      return fail(response, 409, "Conflict");
    }
    const kept: Partial<StoredObject> = method === "PUT" ? {} : stored;
    const metadata = { ...kept.metadata, ...sent.metadata, namespace, name: stored.metadata.name };
    return reply(response, 200, this.set(resource, { ...kept, ...sent, metadata }));
  }

  #list({ resource, namespace, name, response }: Watch, parameters: URLSearchParams): void {
    const [version = this.#version, start = 0] = (parameters.get("continue") ?? "")
      .split("/")
      .filter(Boolean)
      .map(Number);
    if (version < this.#oldest) {
      fail(response, 410, "Expired");
      return;
    }
    const limit = Number(parameters.get("limit")) || Number.POSITIVE_INFINITY;
    const all = [...this.#objects]
      .filter(
        ([key, { metadata }]) => key.startsWith(`${resource} `) && matches({ namespace, name }, metadata),
      )
      .map(([, object]) => object);
    const items = all.slice(start, start + limit);
    const isLast = start + limit >= all.length;
    const metadata = {
      resourceVersion: String(version),
      ...(!isLast && { continue: `${version}/${start + limit}` }),
    };
    reply(response, 200, { kind: "List", metadata, items });
  }

  #watch(watch: Watch, version: number): void {
    const { response } = watch;
    response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
    if (version < this.#oldest) {
      const object = { kind: "Status", code: 410, reason: "Expired", message: "too old resource version" };
      response.end(`${JSON.stringify({ type: "ERROR", object })}\n`);
      return;
    }
    const open = { ...watch, version };
    this.#watches.add(open);
    response.once("close", () => this.#watches.delete(open));
    for (const change of this.#changes) {
      send(open, change);
    }
  }
}

function send(watch: OpenWatch, { resource, type, object, version }: Change): void {
  if (version > watch.version && watch.resource === resource && matches(watch, object.metadata)) {
    watch.response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

function matches(watch: Pick<Watch, "namespace" | "name">, metadata: StoredObject["metadata"]): boolean {
  return (
    (watch.namespace === undefined || watch.namespace === metadata.namespace) &&
    (watch.name === undefined || watch.name === metadata.name)
  );
}

/** Splits `/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL/NAME/SUBRESOURCE` and the like. */
function parsePath(path: string) {
  const [, base = "", namespace, plural = "", name] =
    /^\/(api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/.))?\/([^/]+)(?:\/([^/]+))?/.exec(path) ??
    [];
  return { resource: `${base}/${plural}`, namespace, name };
}

function keyOf(resource: string, namespace = "", name: string): string {
  return `${resource} ${namespace}/${name}`;
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Answers with a `Status`, as an API server does for a failure. */
export function fail(response: ServerResponse, code: number, reason: string, message = "it failed"): void {
  reply(response, code, { kind: "Status", apiVersion: "v1", status: "Failure", message, reason, code });
}
