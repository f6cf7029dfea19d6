import type { IncomingMessage } from "node:http";
import { ResponseTooLargeError, readBody, requireSafeEndpoint, sendRequest } from "@eks-auth/transport";
import { abortable } from "./abortable.ts";
import type { ApiRequest, ApiResponse, StreamRequest } from "./api-request.ts";
import { openServerConnections, type ServerConnections } from "./connections.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { parseJson } from "./json.ts";
import { KubernetesApiError } from "./kubernetes-api-error.ts";
import { requestUrl } from "./resource-url.ts";
import { createStatusError } from "./status-error.ts";

const defaultTimeoutMs = 10_000;

/** More than the largest object that etcd accepts by default, 1.5 MiB. */
const defaultMaxBytes = 4 * 1_024 * 1_024;

const maxErrorBytes = 256 * 1_024;

/** Options of `ApiServer.open`. */
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

/**
 * Sends requests to one API server, with its current token and CA certificates, and with limits on time and bytes. Every
 * failure is a KubernetesApiError, or the reason of the caller's signal.
 */
export class RequestSender {
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
  static async open(options: ApiServerOptions): Promise<RequestSender> {
    requireSafeEndpoint(options.url);
    const ca = await options.readCa?.();
    return new RequestSender(options, ca, await openServerConnections(new URL(options.url), ca));
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

  /** Formats a request for messages: the method and the URL. */
  describe({ method = "GET", path }: ApiRequest): string {
    return `${method} ${requestUrl(this.#url, path).href}`;
  }

  /** Closes all connections. Requests and watches in progress fail. */
  close(): void {
    this.#connections.close();
  }

  /** Sends a request, and throws if the response is not a success. */
  async #send(
    request: ApiRequest,
    connections: ServerConnections["requests"],
    deadline: Deadline,
  ): Promise<{ name: string; response: IncomingMessage }> {
    const { method = "GET", path, query, body, accept = "application/json" } = request;
    const name = this.describe(request);
    const token = await this.#token(name, deadline, request);
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

  async #token(name: string, deadline: Deadline, request: ApiRequest): Promise<string> {
    try {
      // A file system that hangs must not make a watch hang.
      return (await abortable(this.#readToken(), deadline.signal)).trim();
    } catch (cause) {
      if (deadline.signal.aborted) {
        throw this.#toError(name, cause, deadline, request);
      }
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
