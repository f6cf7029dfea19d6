import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { Fault } from "./fault.ts";

const maxBytes = 262_144;

/** Reads the body, up to the limit. */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"]) > maxBytes) {
      reject(createTooLarge());
      return;
    }
    let chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
      } else {
        chunks = [];
        reject(createTooLarge());
      }
    });
    incoming.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

/** Parses the body of a request as a JSON object. */
export function parseBody(incoming: IncomingMessage, body: Buffer): Record<string, unknown> {
  const contentType = incoming.headers["content-type"];
  if (contentType === undefined ? body.length > 0 : !isJsonType(contentType)) {
    throw new Fault(
      "UnsupportedMediaTypeException",
      415,
      "This operation takes content-type application/json.",
    );
  }
  if (body.length === 0) {
    return {};
  }
  if (!isUtf8(body)) {
    throw new Fault("SerializationException", 400, "The body is not valid UTF-8.");
  }
  let document: unknown;
  try {
    document = JSON.parse(body.toString());
  } catch {
    throw new Fault("SerializationException", 400, "The body is not valid JSON.");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new Fault("SerializationException", 400, "The body must be a JSON object.");
  }
  return document as Record<string, unknown>;
}

function isJsonType(contentType: string): boolean {
  return contentType === "application/json" || /^\s*application\/json\s*(?:;|$)/i.test(contentType);
}

function createTooLarge(): Fault {
  return new Fault("RequestEntityTooLargeException", 413, `The body is larger than ${maxBytes} bytes.`);
}
