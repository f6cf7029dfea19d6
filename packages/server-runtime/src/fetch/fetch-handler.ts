/**
 * Hosts a handler on runtimes with `Request` and `Response`: Deno, Bun, Workers, and frameworks that build on them.
 *
 * @packageDocumentation
 */
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest, Peer } from "../http/request.ts";
import { discardBody, type HttpResponse, hasKnownLength } from "../http/response.ts";
import { FetchRequest } from "./fetch-request.ts";

const utf8 = new TextEncoder();

/** Encoding a text only to count its bytes would be most of the garbage of a request. */
const ascii = /^[\0-\x7f]*$/;

/** The options of a function from `Request` to `Response`. */
export interface FetchHandlerOptions<HostArguments extends unknown[]> {
  /**
   * Finds out who sent a request. A `Request` doesn't tell, so without this function no limit of an address applies.
   *
   * @param host - what else the host passes, such as the `info` of Deno
   */
  readonly findPeer?: (request: Request, ...host: HostArguments) => Peer | undefined;
}

/**
 * Creates a function from `Request` to `Response`. It needs only web standards.
 *
 * The request's body must not have been read: otherwise the client gets a 500, and `onError` an error with the code
 * `body_consumed`. A body with a `content-length` is read at once, any other in pieces, so a program that replaces the body
 * must remove or change this header. The handler takes an abort of `request.signal` as a disconnected client.
 *
 * @example
 * Deno.serve(createFetchHandler(handler));
 * @see https://fetch.spec.whatwg.org/
 */
export function createFetchHandler<HostArguments extends unknown[] = []>(
  handler: Handler,
  { findPeer }: FetchHandlerOptions<HostArguments> = {},
): (request: Request, ...host: HostArguments) => Promise<Response> {
  return async function handle(request, ...host) {
    const incoming = new FetchRequest(request, host, findPeer?.(request, ...host));
    const response = await handler(incoming);
    if (hasKnownLength(response.body)) {
      // A body that took too long would be read on, although no one needs it.
      incoming.cancelBody();
    }
    return createResponse(response, request.method === "HEAD");
  };
}

/**
 * Returns the host's `Request`. Don't read its body: `body` of the request has the bytes.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request
 */
export function getFetchRequest({ hostRequest }: Pick<HttpRequest, "hostRequest">): Request | undefined {
  return hostRequest instanceof FetchRequest ? hostRequest.request : undefined;
}

/**
 * Returns what the host passed in addition to the `Request`, such as the `env` of Workers or the `info` of Deno.
 *
 * @typeParam HostArguments - the types of what the host passes; they aren't checked
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request
 */
export function getHostArguments<HostArguments extends readonly unknown[]>({
  hostRequest,
}: Pick<HttpRequest, "hostRequest">): HostArguments | undefined {
  return hostRequest instanceof FetchRequest ? (hostRequest.hostArguments as HostArguments) : undefined;
}

async function createResponse({ status, headers, body }: HttpResponse, isHead: boolean): Promise<Response> {
  const hasNoBody = status === 204 || status === 304;
  if (hasKnownLength(body)) {
    if (!hasNoBody) {
      headers["content-length"] = String(countBytes(body));
    }
    // Hosts send text faster. A `Response` would add a content type to it, unless it has one.
    const hasNoType = typeof body === "string" && headers["content-type"] === undefined;
    const content = (hasNoType ? utf8.encode(body) : body) as string | Uint8Array<ArrayBuffer>;
    return new Response(hasNoBody || isHead || body.length === 0 ? null : content, { status, headers });
  }
  if (hasNoBody || isHead) {
    await discardBody(body);
    return new Response(null, { status, headers });
  }
  return new Response(createStream(body), { status, headers });
}

/** Counts the bytes of a body. Text is only encoded for it if it isn't ASCII. */
function countBytes(body: string | Uint8Array): number {
  return typeof body !== "string" || ascii.test(body) ? body.length : utf8.encode(body).length;
}

/** Creates a stream that reads a piece when its reader does, and closes the source when its reader cancels. */
function createStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) {
          controller.close();
        } else {
          controller.enqueue(value);
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
