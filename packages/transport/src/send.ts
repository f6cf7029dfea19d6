import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { addAbortSignal } from "node:stream";
import { createHttpsAgent } from "./https-agent.ts";
import { nodeHttp } from "./node-http.ts";
import { findProxy } from "./proxy.ts";

/** How long a connection through a proxy can take, in milliseconds. Aborting the request does not end it. */
const proxyTimeoutMs = 5_000;

/** Options of {@link openConnections}. */
export interface ConnectionOptions {
  /** Certificates (PEM) that the server's certificate must be signed by; by default those included in Node.js. */
  readonly ca?: string | undefined;
  /** How many connections can be open. Further requests wait. */
  readonly maxSockets: number;
}

/**
 * Creates the connections to a server, through the proxy of the environment if there is one. They stay open between
 * requests, and are opened by the first ones. Destroy them in the end.
 *
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function openConnections(url: URL, { ca, maxSockets }: ConnectionOptions): Promise<Agent> {
  const options = { keepAlive: true, maxSockets };
  return url.protocol === "https:"
    ? createHttpsAgent({ server: url.href, proxy: findProxy(url), ca, proxyTimeoutMs }, options)
    : new nodeHttp.Agent(options);
}

/** Options of {@link sendRequest}. */
export interface RequestOptions {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The connections to the server, by {@link openConnections}. */
  readonly connections: Agent;
  /** Aborts the request and the reading of its response's body. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request over connections that stay open. It asks for no compression, and follows no redirect.
 *
 * @returns the response; read its body with `readBody`, or destroy it
 * @throws the signal's reason if it aborts the request
 * @throws Error if there is no response; its `code` is the system's or that of TLS, if there is one
 */
export async function sendRequest(
  url: URL,
  { method, headers, body, connections, signal }: RequestOptions,
): Promise<IncomingMessage> {
  const { request } = url.protocol === "https:" ? { request: requestHttps } : nodeHttp;
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const options = { method, headers: { ...headers, ...length } };
  return send(request(url, { ...options, agent: connections, signal }), signal, body);
}

/** Options of {@link sendGet}. */
export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Certificates (PEM) that the server's certificate must be signed by; by default those included in Node.js. */
  readonly ca?: string | undefined;
  /** Aborts the request and the reading of its body. */
  readonly signal: AbortSignal;
}

/**
 * Sends a GET request, through the proxy of the environment if there is one. It asks for no compression, and follows no
 * redirect.
 *
 * @returns the response; read its body with `readBody`, or destroy it
 * @throws the signal's reason if it aborts the request
 * @throws ProxyConfigError if the environment names an unusable proxy
 * @throws Error if there is no response; its `code` is the system's or that of TLS, if there is one
 */
export async function sendGet(url: URL, options: GetOptions): Promise<IncomingMessage> {
  const { headers, ca, signal } = options;
  const request =
    url.protocol === "https:"
      ? requestHttps(url, {
          headers,
          signal,
          agent: await createHttpsAgent({ server: url.href, proxy: findProxy(url), ca, proxyTimeoutMs }, {}),
        })
      : nodeHttp.request(url, { headers, signal, agent: false });
  return send(request, signal);
}

function send(request: ClientRequest, signal: AbortSignal, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Without the signal, a body that is cut off would count as complete if its end is that of the connection.
    request.on("response", (response) => resolve(addAbortSignal(signal, response)));
    request.on("error", reject);
    // If the server switches to another protocol, there is neither a response nor an error.
    request.on("close", () => reject(new Error("The connection was closed without a response.")));
    // While a proxy connects, the request does not report its abort.
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    request.end(body);
  });
}
