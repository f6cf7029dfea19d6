import { type Handler, type HttpRequest, RequestEntityTooLargeException } from "@eks-auth/server-runtime";
import type { WireRequest } from "./encode-request.ts";

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const signal = new AbortController().signal;

/** Hands a request to a handler without a network, and reads the answer to its end. */
export async function sendDirect(handler: Handler, request: WireRequest): Promise<Answer> {
  const { status, headers, body } = await handler(toHttpRequest(request));
  return { status, headers, body: await readBody(body) };
}

function toHttpRequest({ method, path, query, headers, body }: WireRequest): HttpRequest {
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = byName.get(key);
    byName.set(key, before === undefined ? value : `${before}, ${value}`);
  }
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

async function readBody(body: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (typeof body === "string" || body instanceof Uint8Array) {
    return Buffer.from(body);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of body) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
