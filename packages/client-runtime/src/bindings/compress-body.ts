import type { RequestParts } from "../client/operation.ts";
import { isStream } from "../http/request.ts";

/** Smaller bodies would hardly become smaller. AWS SDKs have the same limit by default. */
const smallestBytes = 10_240;

/**
 * Compresses the body of a request with gzip, and names the encoding after those that the input names. Small bodies and
 * streams stay as they are.
 *
 * @see https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
 */
export async function compressBody(parts: RequestParts): Promise<RequestParts> {
  const { body, headers } = parts;
  const blob = new Blob(
    isStream(body) || body === undefined ? [] : [body as string | Uint8Array<ArrayBuffer>],
  );
  if (blob.size < smallestBytes) {
    return parts;
  }
  const named = headers?.["content-encoding"];
  return {
    ...parts,
    headers: { ...headers, "content-encoding": named === undefined ? "gzip" : `${named}, gzip` },
    body: await readStream(blob.stream().pipeThrough(new CompressionStream("gzip"))),
  };
}

/** Reads a stream to its end. Not all platforms can iterate over a `ReadableStream`. */
async function readStream(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
