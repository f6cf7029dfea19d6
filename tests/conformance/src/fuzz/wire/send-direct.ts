import { type Handler, type HttpRequest, RequestEntityTooLargeException } from "@eks-auth/server-runtime";
import { type Answer, lowerCaseNames, type WireRequest } from "../../http/requests.ts";
import { isStream, readStream } from "../../values/streams.ts";

const signal = new AbortController().signal;

/** Passes a request to a handler without a network, and reads the answer to its end. */
export async function sendDirect(handler: Handler, request: WireRequest): Promise<Answer> {
  const { status, headers, body } = await handler(toHttpRequest(request));
  return { status, headers, body: isStream(body) ? await readStream(body) : Buffer.from(body) };
}

function toHttpRequest({ method, path, query, headers, body }: WireRequest): HttpRequest {
  const byName = new Map(Object.entries(lowerCaseNames(headers)));
  return {
    method,
    path,
    query,
    signal,
    header: (name) => byName.get(name),
    headerNames: () => byName.keys(),
    async readBody(maxBytes) {
      requireSize(body, maxBytes);
      return body;
    },
    async *streamBody(maxBytes) {
      requireSize(body, maxBytes);
      yield body;
    },
  };
}

function requireSize(body: Uint8Array, maxBytes: number): void {
  if (body.length > maxBytes) {
    throw new RequestEntityTooLargeException(maxBytes);
  }
}
