import type { Agent, IncomingMessage } from "node:http";
import { ClientError } from "../errors/client-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { type HttpRequest, isStream } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { SendOptions } from "../http/transport.ts";

/**
 * Sends a request by `node:http` or `node:https`. Servers close idle connections: if the request was sent over a connection
 * that is closed without a response, it is sent again.
 */
export function sendByNode(
  http: Pick<typeof import("node:http"), "request">,
  agent: Agent,
  request: HttpRequest,
  options: SendOptions,
): Promise<HttpResponse> {
  const { protocol, host, path, query, body } = request;
  const { signal, connectionTimeoutMs } = options;

  return new Promise((resolve, reject) => {
    const toError = (cause: unknown): unknown =>
      signal?.aborted
        ? signal.reason
        : cause instanceof ClientError
          ? cause
          : new ConnectionError(host, cause);
    const fail = (cause: unknown): void => reject(toError(cause));

    const sent = http.request(`${protocol}//${host}`, {
      ...request,
      // A URL's path would be normalised, and the signature not match.
      path: query ? `${path}?${query}` : path,
      agent,
      signal,
    });

    async function* readBody(message: IncomingMessage): AsyncGenerator<Uint8Array> {
      try {
        yield* message;
      } catch (error) {
        throw toError(error);
      } finally {
        // A server can answer before it has the whole body, which it doesn't read then.
        if (!sent.writableFinished) {
          sent.destroy();
        }
      }
    }

    sent
      .on("socket", (socket) => {
        if (socket.connecting) {
          const expire = () => sent.destroy(new TimeoutError("connection", connectionTimeoutMs));
          const timer = setTimeout(expire, connectionTimeoutMs);
          const clear = (): void => clearTimeout(timer);
          socket.once(protocol === "http:" ? "connect" : "secureConnect", clear);
          sent.once("close", clear);
        }
      })
      .on("response", (message) =>
        resolve({
          status: message.statusCode ?? 0,
          headers: joinHeaders(message.headersDistinct as Record<string, string[]>),
          body: readBody(message),
        }),
      )
      .on("upgrade", (_message, socket) => {
        socket.destroy();
        fail(new Error("the server switched to another protocol"));
      })
      .on("error", (error: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && error.code === "ECONNRESET" && !isStream(body)) {
          resolve(sendByNode(http, agent, request, options));
        } else {
          fail(error);
        }
      });

    if (isStream(body)) {
      process.getBuiltinModule("node:stream").pipeline(body, sent, (error) => error && fail(error));
    } else {
      // Before a text, Node.js would write the headers in UTF-8.
      const bytes = typeof body === "string" ? Buffer.from(body) : body;
      if (bytes) {
        sent.setHeader("content-length", bytes.length);
      }
      sent.end(bytes);
    }
  });
}

function joinHeaders(headers: Readonly<Record<string, string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(", ")]));
}
