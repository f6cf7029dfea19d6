import type { RequestParts } from "../client/operation.ts";
import { isStream } from "../http/request.ts";

/**
 * Reads a stream into memory, for an operation whose streams need a known length. Other bodies stay as they are.
 *
 * @see https://smithy.io/2.0/spec/streaming.html#requireslength-trait
 */
export async function collectBody(parts: RequestParts): Promise<RequestParts> {
  const { body } = parts;
  if (!isStream(body)) {
    return parts;
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of body) {
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  }
  return { ...parts, body: new Uint8Array(await new Blob(pieces).arrayBuffer()) };
}
