import { FrameReader } from "../../src/event-stream/read-frames.ts";
import { createFetchHandler } from "../../src/fetch/fetch-handler.ts";
import type { HandlerOptions } from "../../src/index.ts";
import { createWordHandler, type WordService } from "./event-service.ts";

/** What a request of the words service sends. */
export interface WordRequest {
  body?: AsyncIterable<Uint8Array>;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** Sends a request to an operation through the adapter for `Request` and `Response`. */
export function send(
  operation: "listen" | "tell" | "talk",
  service: WordService,
  request: WordRequest = {},
  options: HandlerOptions = {},
): Promise<Response> {
  const { body, contentType = "application/vnd.amazon.eventstream", accept, signal } = request;
  const handle = createFetchHandler(createWordHandler(service, options));
  return handle(
    new Request(`https://words.example/${operation}`, {
      method: "POST",
      headers: {
        ...(operation === "tell" || contentType === "" ? {} : { "content-type": contentType }),
        ...(accept === undefined ? {} : { accept }),
      },
      ...(body === undefined ? {} : { body: ReadableStream.from(body), duplex: "half" }),
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

/** What a frame says: its headers that are strings, and its payload. */
export interface ReceivedFrame {
  headers: Record<string, unknown>;
  payload: string;
}

/** Reads the frames of a response. */
export async function* framesOf(response: Response): AsyncGenerator<ReceivedFrame> {
  const pieces = (response.body ?? ReadableStream.from([])).values() as AsyncIterator<Uint8Array>;
  const reader = new FrameReader(pieces, 1_000_000);
  for (let frame = await reader.next(); frame !== undefined; frame = await reader.next()) {
    const headers = Object.entries(frame.headers).map(([name, { value }]) => [name, value]);
    yield { headers: Object.fromEntries(headers), payload: String(Buffer.from(frame.payload)) };
  }
}

/** Reads all frames of a response. */
export async function readFrames(response: Response): Promise<ReceivedFrame[]> {
  return toArray(framesOf(response));
}

/** Reads all items. */
export async function toArray<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

/** Reads the message of an error response. */
export async function readMessage(response: Response): Promise<unknown> {
  return ((await response.json()) as { message?: unknown }).message;
}

/** The frame of an event of the words service. */
export function wordFrame(text: string): ReceivedFrame {
  return {
    headers: { ":message-type": "event", ":event-type": "word", ":content-type": "application/json" },
    payload: JSON.stringify({ text }),
  };
}

/** The frame of an exception. */
export function exceptionFrame(type: string, message: string): ReceivedFrame {
  return {
    headers: { ":message-type": "exception", ":exception-type": type, ":content-type": "application/json" },
    payload: JSON.stringify({ message }),
  };
}

/** The frame of an unexpected error. */
export const internalErrorFrame: ReceivedFrame = {
  headers: {
    ":message-type": "error",
    ":error-code": "InternalException",
    ":error-message": "The service met an unexpected error.",
  },
  payload: "",
};
