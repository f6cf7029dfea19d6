import { ConnectionError } from "../errors/connection-error.ts";
import { type HttpRequest, isStream } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { SendOptions, Transport } from "../http/transport.ts";

/** Headers that `fetch` sets itself. Some platforms refuse requests with them, others drop them. */
const ownHeaders = /^(host|content-length|connection|transfer-encoding)$/;

/** Creates a transport of `fetch`, which decides itself on connections. */
export function createFetchTransport(): Transport {
  return { send: sendByFetch, close() {} };
}

async function sendByFetch(request: HttpRequest, { signal }: SendOptions): Promise<HttpResponse> {
  const { method, protocol, host, path, query, headers, body } = request;
  const isStreamed = isStream(body);
  // A request that can't be sent is a TypeError here, and a failed connection is one below.
  const target = path + (query && `?${query}`);
  const sent = new Request(`${protocol}//${host}${target}`, {
    method,
    headers: Object.entries(headers).filter(([name]) => !ownHeaders.test(name)),
    body: (isStreamed ? toReadableStream(body) : body) as NonNullable<RequestInit["body"]>,
    redirect: "manual",
    signal: signal ?? null,
    ...(isStreamed && { duplex: "half" }),
  });
  // URLs drop such segments, so the request would call another path, with a valid signature.
  if (!sent.url.endsWith(target)) {
    throw new TypeError("fetch can't send a path with a segment . or ..");
  }
  // Node.js has the system's error in the cause of its TypeError.
  const toError = (error: unknown): unknown =>
    signal?.aborted ? signal.reason : new ConnectionError(host, (error as Error).cause ?? error);
  try {
    const response = await fetch(sent);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: readBody(response, toError),
    };
  } catch (error) {
    throw toError(error);
  }
}

/** Reads a body. Not all platforms can iterate over a `ReadableStream`. */
async function* readBody(
  response: Response,
  toError: (cause: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
      yield piece.value;
    }
  } catch (error) {
    throw toError(error);
  } finally {
    reader?.cancel().catch(() => {});
  }
}

function toReadableStream(body: AsyncIterable<Uint8Array>): ReadableStream {
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      return done ? controller.close() : controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
