import type { ApiRequest, ApiResponse, StreamRequest } from "./api-request.ts";
import { parseJson } from "./json.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import type { KubernetesObject, ResourcePath } from "./object.ts";
import { type ApiServerOptions, RequestSender } from "./request-sender.ts";
import { resourcePath } from "./resource-url.ts";

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
  readonly #sender: RequestSender;

  private constructor(sender: RequestSender) {
    this.#sender = sender;
  }

  /**
   * Prepares the connections to an API server. It does not connect yet, so the API server can be away.
   *
   * @throws UnsafeEndpointError if the URL is neither https nor on this machine
   * @throws ProxyConfigError if the environment names an unusable proxy
   * @throws what `readCa` throws
   */
  static async open(options: ApiServerOptions): Promise<ApiServer> {
    return new ApiServer(await RequestSender.open(options));
  }

  /** The API server's URL, without a user's name and password. */
  get url(): string {
    return this.#sender.url;
  }

  /** Sends a request and reads the whole response. A lost connection is tried once more if the method is `GET`. */
  request(request: ApiRequest): Promise<ApiResponse> {
    return this.#sender.request(request);
  }

  /**
   * Sends a request whose response is read as it arrives, such as a watch. Read it to its end, or leave the loop: that
   * closes the connection.
   *
   * @param request - `timeoutMs` limits the time until the response begins, and `maxSilenceMs` that between its chunks
   */
  stream(request: StreamRequest): Promise<AsyncGenerator<Buffer, void, undefined>> {
    return this.#sender.stream(request);
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

  /** Changes the fields of an object that a JSON merge patch (RFC 7386) names. */
  patch<T extends KubernetesObject>(
    resource: ResourcePath,
    name: string,
    patch: object,
    options?: CallOptions,
  ): Promise<T> {
    const contentType = "application/merge-patch+json";
    const path = resourcePath(resource, name);
    return this.#requestObject<T>({ method: "PATCH", path, body: patch, contentType, ...options });
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
    this.#sender.close();
  }

  async #requestObject<T>(request: ApiRequest): Promise<T> {
    const { body, status } = await this.request(request);
    const object = parseJson(body);
    if (typeof object !== "object" || object === null) {
      const message = `${this.#sender.describe(request)} answered ${status} without a JSON object.`;
      throw new KubernetesApiError("response_invalid", message, { status });
    }
    return object as T;
  }
}
