import type { Agent, ClientRequest, IncomingMessage, request as requestHttp } from "node:http";
import type { TLSSocket } from "node:tls";
import { ClientError } from "../errors/client-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { type HttpRequest, isStream } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { SendOptions } from "../http/transport.ts";

const { pipeline } = process.getBuiltinModule("node:stream");

/**
 * Sends a request by `node:http` or `node:https`. If it goes over a connection that was open, and that the server closes
 * without a byte, it is sent again: the server closes idle connections, and has not seen the request.
 *
 * @param start - `request` of one of the modules
 */
export function sendByNode(
  start: typeof requestHttp,
  agent: Agent,
  request: HttpRequest,
  options: SendOptions,
): Promise<HttpResponse> {
  const { protocol, method, host, path, query, headers, body } = request;
  const { signal, connectionTimeoutMs } = options;
  const [, hostname, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(host) ?? [];
  return new Promise((resolve, reject) => {
    const sent = start({
      protocol,
      method,
      hostname,
      port,
      path: query === "" ? path : `${path}?${query}`,
      headers: { host, ...headers },
      agent,
      joinDuplicateHeaders: true,
    });
    let isUntouched = (): boolean => false;

    const toError = (cause: unknown): unknown =>
      signal?.aborted
        ? signal.reason
        : cause instanceof ClientError
          ? cause
          : new ConnectionError(host, cause);
    const abort = (): void => {
      sent.destroy();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort);

    sent
      .once("socket", (socket) => {
        const bytesBefore = socket.bytesRead;
        isUntouched = () => sent.reusedSocket && socket.bytesRead === bytesBefore;
        limitConnecting(sent, socket as TLSSocket, connectionTimeoutMs);
      })
      .once("response", (message) => resolve(toResponse(sent, message, toError)))
      .on("error", (error: NodeJS.ErrnoException) => {
        if (
          isUntouched() &&
          /^(ECONNRESET|EPIPE)$/.test(error.code ?? "") &&
          !isStream(body) &&
          !signal?.aborted
        ) {
          resolve(sendByNode(start, agent, request, options));
        } else {
          reject(toError(error));
        }
      })
      .once("close", () => {
        signal?.removeEventListener("abort", abort);
        // If the server switches to another protocol, there is neither a response nor an error.
        reject(toError(new Error("The server closed it without a response.")));
      });

    if (isStream(body)) {
      pipeline(body, sent, (error) => error && reject(toError(error)));
    } else {
      if (body !== undefined) {
        sent.setHeader("content-length", Buffer.byteLength(body));
      }
      sent.end(body);
    }
    if (signal?.aborted) {
      abort();
    }
  });
}

/** Ends a request if its connection is new and takes too long, with TLS. */
function limitConnecting(sent: ClientRequest, socket: TLSSocket, milliseconds: number): void {
  const isSecure = socket.encrypted === true;
  if (socket.connecting) {
    const timer = setTimeout(() => sent.destroy(new TimeoutError("connection", milliseconds)), milliseconds);
    const clear = (): void => clearTimeout(timer);
    socket.once(isSecure ? "secureConnect" : "connect", clear);
    sent.once("close", clear);
  }
}

function toResponse(
  sent: ClientRequest,
  message: IncomingMessage,
  toError: (cause: unknown) => unknown,
): HttpResponse {
  const { statusCode = 0, headers } = message;
  const cookies = headers["set-cookie"];
  return {
    status: statusCode,
    headers: { ...headers, ...(cookies && { "set-cookie": cookies.join(", ") }) } as Record<string, string>,
    body: readBody(sent, message, toError),
  };
}

async function* readBody(
  sent: ClientRequest,
  message: IncomingMessage,
  toError: (cause: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* message;
  } catch (error) {
    throw toError(error);
  } finally {
    // A server can answer before it has the whole body, which no one reads then.
    if (!sent.writableFinished || !message.complete) {
      sent.destroy();
    }
  }
}
