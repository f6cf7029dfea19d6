import { buffer } from "node:stream/consumers";

/** A stream that yields the bytes once. */
export async function* streamOnce(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

/** Whether a value is a stream of bytes. */
export function isStream(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** Reads a stream to its end. */
export async function readStream(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await buffer(stream));
}

/** Copies a message with each stream among its members read to its end. */
export async function readStreams(message: object): Promise<Record<string, unknown>> {
  const entries = Object.entries(message).map(async ([name, value]) => [
    name,
    isStream(value) ? await readStream(value) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
