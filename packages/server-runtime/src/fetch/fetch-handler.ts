import type { Handler } from "../handler/handler.ts";
import { discardBody, type HttpResponse, isSized } from "../http/response.ts";
import { FetchRequest } from "./fetch-request.ts";

const utf8 = new TextEncoder();

/**
 * Makes a function that answers a `Request` with a `Response`, out of web standards alone.
 *
 * The body must not have been read before. `request.signal` is what tells the handler that the caller has gone away.
 *
 * @example
 * Deno.serve(createFetchHandler(handler));
 * @see https://fetch.spec.whatwg.org/
 */
export function createFetchHandler(handler: Handler): (request: Request) => Promise<Response> {
  return async function answer(request) {
    const response = await handler(new FetchRequest(request));
    const { status, headers } = response;
    if (status === 204 || status === 304 || request.method === "HEAD") {
      await discardBody(response.body);
      return new Response(null, { status, headers });
    }
    return new Response(makeBody(response), { status, headers });
  };
}

/** A text becomes bytes: a `Response` would give it a content type where it has none. */
function makeBody({ body }: HttpResponse): ConstructorParameters<typeof Response>[0] {
  if (!isSized(body)) {
    return makeStream(body);
  }
  if (body.length === 0) {
    return null;
  }
  return (typeof body === "string" ? utf8.encode(body) : body) as Uint8Array<ArrayBuffer>;
}

/** A stream that asks for a piece when its reader does, and ends the source when its reader leaves. */
function makeStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
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
