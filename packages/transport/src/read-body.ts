import type { Readable } from "node:stream";
import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A server sent a larger response than is accepted. */
export class ResponseTooLargeError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/ResponseTooLargeError";
  override readonly name = "ResponseTooLargeError";
  readonly code = "response_too_large";
  /** The limit, in bytes. */
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The response has more than ${maxBytes} bytes.`);
    this.maxBytes = maxBytes;
  }
}

/**
 * Reads a response's body. At the limit, the connection is closed.
 *
 * @throws ResponseTooLargeError if it has more than `maxBytes`
 * @throws Error if the connection is lost
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop destroys the stream, and with it the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new ResponseTooLargeError(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
