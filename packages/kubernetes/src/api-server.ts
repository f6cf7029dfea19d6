import type { IncomingMessage } from "node:http";
import { ResponseTooLargeError, readBody, requireSafeEndpoint, sendRequest } from "@eks-auth/transport";
import { openServerConnections, type ServerConnections } from "./connections.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { parseJson } from "./json.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import type { KubernetesObject, ResourcePath } from "./object.ts";
import { type Query, requestUrl, resourcePath } from "./resource-url.ts";
import { createStatusError } from "./status-error.ts";

const defaultTimeoutMs = 10_000;

/** More than the largest object that etcd accepts by default, 1.5 MiB. */
const defaultMaxBytes = 4 * 1_024 * 1_024;

const maxErrorBytes = 256 * 1_024;

/** Options of {@link ApiServer.open}. */
export interface ApiServerOptions {
  /** The URL of the API server, such as `https://10.96.0.1:443`. */
  readonly url: string;
  /**
   * Reads the certificates (PEM) that the API server's certificate must be signed by; by default, those included in
   * Node.js. It is called again after a connection failed, because a cluster's CA can be replaced.
   */
  readonly readCa?: (() => Promise<string | undefined>) | undefined;
  /** Reads the token. It is called for each request, because the kubelet renews the token's file. */
  readonly readToken: () => Promise<string>;
}

/** A request to an API server. */
export interface ApiRequest {
  /** By default `GET`. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | undefined;
  /** The path below the API server's URL, such as `openid/v1/jwks`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** Is sent as JSON. */
  readonly body?: object | undefined;
  /** The type of the body; by default `application/json`. */
  readonly contentType?: string | undefined;
  /** The accepted type of the response; by default `application/json`. */
  readonly accept?: string | undefined;
  /** How long the whole request can take, in milliseconds; by default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** The largest body of a response, in bytes; by default 4 MiB. */
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A request whose response is read as it arrives. */
export interface StreamRequest extends Omit<ApiRequest, "maxBytes"> {
  /** How long the API server can send nothing, in milliseconds. */
  readonly maxSilenceMs: number;
}

/** A successful response. */
export interface ApiResponse {
  readonly status: number;
  readonly body: Buffer;
}

/** An object to be sent: it needs no metadata that the API server sets. */
export interface SentObject {
  /** Needed for custom resources. */
  readonly apiVersion?: string | undefined;
  /** Needed for custom resources. */
  readonly kind?: string | undefined;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    /** An update is refused with `conflict` if the object has another version. */
    readonly resourceVersion?: string | undefined;
  };
}

/** How a request ends early. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Options of {@link ApiServer.apply}. */
export interface ApplyOptions extends CallOptions {
  readonly fieldManager: string;
  /** Whether to take over fields of other managers; by default that is a `conflict`. */
  readonly force?: boolean | undefined;
  /** Such as `status`. */
  readonly subresource?: string | undefined;
}

/**
 * A Kubernetes API server. Connections stay open between requests, and use the proxy of the environment if there is one.
 * All methods throw KubernetesApiError, whose `code` says why the request failed. If the caller's signal aborts a request,
 * they throw its reason.
 */
export class ApiServer {
  readonly #url: URL;
  readonly #readCa: () => Promise<string | undefined>;
  readonly #readToken: () => Promise<string>;
  #ca: string | undefined;
  #connections: ServerConnections;

  private constructor(options: ApiServerOptions, ca: string | undefined, connections: ServerConnections) {
    this.#url = new URL(options.url);
    // The token is sent instead of these. They must not be in messages.
    this.#url.username = "";
    this.#url.password = "";
    this.#readCa = options.readCa ?? (async () => undefined);
    this.#readToken = options.readToken;
    this.#ca = ca;
    this.#connections = connections;
  }

  /**
   * Prepares the connections to an API server. It does not connect yet, so the API server can be away.
   *
   * @throws UnsafeEndpointError if the URL is neither https nor on this machine
   * @throws ProxyConfigError if the environment names an unusable proxy
   * @throws what `readCa` throws
   */
  static async open(options: ApiServerOptions): Promise<ApiServer> {
    requireSafeEndpoint(options.url);
    const ca = await options.readCa?.();
    return new ApiServer(options, ca, await openServerConnections(new URL(options.url), ca));
  }

  /** The API server's URL, without a user's name and password. */
  get url(): string {
    return this.#url.href;
  }

  /** Sends a request and reads the whole response. A lost connection is tried once more if the method is `GET`. */
  async request(request: ApiRequest): Promise<ApiResponse> {
    using deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs, request.signal);
    const { name, response } = await this.#send(request, this.#connections.requests, deadline);
    const body = await this.#read(name, response, request.maxBytes ?? defaultMaxBytes, deadline, request);
    return { status: response.statusCode ?? 0, body };
  }

  /**
   * Sends a request whose response is read as it arrives, such as a watch. Read it to its end, or leave the loop: that
   * closes the connection.
   *
   * @param request - `timeoutMs` limits the time until the response begins, and `maxSilenceMs` that between its chunks
   */
  async stream({
    maxSilenceMs,
    ...request
  }: StreamRequest): Promise<AsyncGenerator<Buffer, void, undefined>> {
    const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs, request.signal);
    try {
      const { name, response } = await this.#send(request, this.#connections.watches, deadline);
      deadline.restart(maxSilenceMs);
      return this.#chunks(name, response, maxSilenceMs, deadline, request);
    } catch (error) {
      deadline[Symbol.dispose]();
      throw error;
    }
  }

  /** Reads an object. */
  get<T extends KubernetesObject>(resource: ResourcePath, name: string, options?: CallOptions): Promise<T> {
    return this.#requestObject<T>({ path: resourcePath(resource, name), ...options });
  }

  /** Creates an object. If one with its name exists, the code is `already_exists`. */
  create<T extends SentObject>(
    resource: ResourcePath,
    object: T,
    options?: CallOptions,
  ): Promise<T & KubernetesObject> {
    return this.#requestObject({ method: "POST", path: resourcePath(resource), body: object, ...options });
  }

  /**
   * Replaces an object. If it has the `resourceVersion` of an earlier reading, and the object was changed since, the code
   * is `conflict`.
   */
  update<T extends SentObject>(
    resource: ResourcePath,
    object: T,
    options?: CallOptions,
  ): Promise<T & KubernetesObject> {
    const path = resourcePath(resource, object.metadata.name);
    return this.#requestObject({ method: "PUT", path, body: object, ...options });
  }

  /** Changes the fields of an object that a JSON merge patch (RFC 7386) or a JSON patch (RFC 6902: an array) names. */
  patch<T extends KubernetesObject>(
    resource: ResourcePath,
    name: string,
    patch: object,
    options?: CallOptions & { readonly subresource?: string | undefined },
  ): Promise<T> {
    const { subresource, ...rest } = options ?? {};
    const contentType = Array.isArray(patch) ? "application/json-patch+json" : "application/merge-patch+json";
    const path = resourcePath(resource, name, subresource);
    return this.#requestObject<T>({ method: "PATCH", path, body: patch, contentType, ...rest });
  }

  /**
   * Sets exactly these fields of an object as those of a field manager, by server-side apply.
   *
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  apply<T extends SentObject>(
    resource: ResourcePath,
    object: T,
    { fieldManager, force, subresource, ...options }: ApplyOptions,
  ): Promise<T & KubernetesObject> {
    return this.#requestObject({
      method: "PATCH",
      path: resourcePath(resource, object.metadata.name, subresource),
      query: { fieldManager, force },
      body: object,
      // JSON is YAML.
      contentType: "application/apply-patch+yaml",
      ...options,
    });
  }

  /**
   * Deletes an object.
   *
   * @param preconditions - if the object has another UID or version, the code is `conflict`
   */
  async delete(
    resource: ResourcePath,
    name: string,
    preconditions?: { readonly uid?: string; readonly resourceVersion?: string },
    options?: CallOptions,
  ): Promise<void> {
    const body = preconditions && { apiVersion: "v1", kind: "DeleteOptions", preconditions };
    await this.request({ method: "DELETE", path: resourcePath(resource, name), body, ...options });
  }

  /** Closes all connections. Requests and watches in progress fail. */
  close(): void {
    this.#connections.close();
  }

  async #requestObject<T>(request: ApiRequest): Promise<T> {
    const { body, status } = await this.request(request);
    const object = parseJson(body);
    if (typeof object !== "object" || object === null) {
      const message = `${this.#name(request)} answered ${status} without a JSON object.`;
      throw new KubernetesApiError("response_invalid", message, { status });
    }
    return object as T;
  }

  /** Sends a request, and throws if the response is not a success. */
  async #send(
    request: ApiRequest,
    connections: ServerConnections["requests"],
    deadline: Deadline,
  ): Promise<{ name: string; response: IncomingMessage }> {
    const { method = "GET", path, query, body, accept = "application/json" } = request;
    const name = this.#name(request);
    const token = await this.#token(name);
    const content = body === undefined ? {} : { "content-type": request.contentType ?? "application/json" };
    const sent = {
      method,
      headers: { accept, authorization: `Bearer ${token}`, ...content },
      body: body === undefined ? undefined : JSON.stringify(body),
      connections,
      signal: deadline.signal,
    };
    const url = requestUrl(this.#url, path, query);
    let response: IncomingMessage;
    try {
      response = await sendRequest(url, sent).catch((error) => {
        // The server can close an idle connection at the moment in which it is used again.
        if (method === "GET" && isConnectionLost(error)) {
          return sendRequest(url, sent);
        }
        throw error;
      });
    } catch (error) {
      const failure = this.#toError(name, error, deadline, request);
      if (failure instanceof KubernetesApiError && failure.code === "unreachable") {
        await this.#renewCa();
      }
      throw failure;
    }
    const { statusCode: status = 0 } = response;
    if (status >= 200 && status < 300) {
      return { name, response };
    }
    const answer = parseJson(await this.#read(name, response, maxErrorBytes, deadline, request));
    throw createStatusError(name, status, answer, token);
  }

  async #read(
    name: string,
    response: IncomingMessage,
    maxBytes: number,
    deadline: Deadline,
    request: ApiRequest,
  ): Promise<Buffer> {
    try {
      return await readBody(response, maxBytes);
    } catch (error) {
      throw this.#toError(name, error, deadline, request);
    }
  }

  async *#chunks(
    name: string,
    response: IncomingMessage,
    maxSilenceMs: number,
    deadline: Deadline,
    request: ApiRequest,
  ): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        deadline.restart(maxSilenceMs);
        yield chunk;
      }
    } catch (error) {
      throw this.#toError(name, error, deadline, request);
    } finally {
      deadline[Symbol.dispose]();
      response.destroy();
    }
  }

  #name({ method = "GET", path }: ApiRequest): string {
    return `${method} ${requestUrl(this.#url, path).href}`;
  }

  async #token(name: string): Promise<string> {
    try {
      return (await this.#readToken()).trim();
    } catch (cause) {
      const message = `${name} was not sent: the token can't be read. ${(cause as Error).message}`;
      throw new KubernetesApiError("token_unusable", message, { cause });
    }
  }

  /** Reads the CA certificates again. If they changed, new connections use them. */
  async #renewCa(): Promise<void> {
    try {
      const ca = await this.#readCa();
      if (ca !== this.#ca) {
        const connections = await openServerConnections(this.#url, ca);
        this.#connections.close();
        this.#connections = connections;
        this.#ca = ca;
      }
    } catch {
      // The caller gets the error of its connection. The file is read again after the next one.
    }
  }

  /** Tells apart who ended a request: the caller, the time limit, or the connection. */
  #toError(name: string, error: unknown, { signal }: Deadline, request: ApiRequest): unknown {
    if (request.signal?.aborted) {
      return request.signal.reason;
    }
    if (error instanceof KubernetesApiError) {
      return error;
    }
    if (error instanceof ResponseTooLargeError) {
      const message = `${name} answered with more than ${error.maxBytes} bytes.`;
      return new KubernetesApiError("response_too_large", message, { cause: error });
    }
    if (signal.aborted) {
      const message = `${name} failed: ${signal.reason.message}`;
      return new KubernetesApiError("timeout", message, { cause: error });
    }
    const { code, message } = error as NodeJS.ErrnoException;
    return new KubernetesApiError("unreachable", `${name} got no response: ${code ?? message}.`, {
      cause: error,
    });
  }
}

function isConnectionLost(error: unknown): boolean {
  return ["ECONNRESET", "EPIPE"].includes((error as NodeJS.ErrnoException).code ?? "");
}
