import { connectionHeader, type HttpResponse, hasKnownLength } from "./response.ts";

/**
 * Makes a response's headers agree with its body. Only stubs whose model binds members to headers contain it. A model can bind members to any header, `content-length` too, which is
 * left in the headers only if a host doesn't count the body: in the response to `HEAD`, and for a streamed body.
 *
 * @param response - its headers are changed
 * @param method - the request's method
 * @returns the response. If its streamed body isn't as long as `content-length` says, reading it fails with a TypeError:
 *   a client would take what follows for the next response
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-content-length
 */
export function frameResponse(response: HttpResponse, method: string): HttpResponse {
  const { headers, body, status } = response;
  for (const name of Object.keys(headers)) {
    if (connectionHeader.test(name)) {
      delete headers[name];
    }
  }
  const length = headers["content-length"];
  if (length === undefined) {
    return response;
  }
  if (status === 204 || !/^\d+$/.test(length) || (method !== "HEAD" && hasKnownLength(body))) {
    delete headers["content-length"];
    return response;
  }
  // A host adds no length to a streamed body, so the header isn't sent twice.
  return { ...response, body: hasKnownLength(body) ? noPieces : requireLength(body, Number(length), method) };
}

const noPieces: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};

function requireLength(
  body: AsyncIterable<Uint8Array>,
  length: number,
  method: string,
): AsyncIterable<Uint8Array> {
  if (method === "HEAD") {
    return body;
  }
  return {
    [Symbol.asyncIterator]() {
      const iterator = body[Symbol.asyncIterator]();
      let rest = length;
      return {
        async next() {
          const result = await iterator.next();
          rest -= result.done ? 0 : result.value.length;
          if (rest < 0 || (result.done && rest > 0)) {
            await iterator.return?.();
            throw new TypeError(
              `The operation's output must stream as many bytes as its content-length, ${length}`,
            );
          }
          return result;
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
