import { BodyConsumedError } from "../errors/body-consumed-error.ts";
import type { Incoming } from "./node-request.ts";

/**
 * Returns the bytes of a body that another program has read, from where body parsers put what they have read: the
 * request's property `body`. A signature covers the bytes that were sent, so only bytes count that were not changed:
 * those of express.raw, and a text of express.text if it has the length of what was sent.
 *
 * @throws BodyConsumedError if the bytes are lost
 */
export function readParsedBody(incoming: Incoming): Uint8Array {
  const { body } = incoming as { body?: unknown };
  const { "content-length": length, "content-encoding": encoding = "identity" } = incoming.headers;
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  if (!(bytes instanceof Uint8Array)) {
    throw createError(
      body === undefined
        ? "is missing. Fastify's content type parsers, and other code that reads the stream, keep no bytes there"
        : "is not bytes, but what a body parser such as express.json has made of them",
    );
  }
  // A text that was sent in another charset has another length in UTF-8. In chunks, the length isn't known.
  const isSent = length === undefined ? typeof body !== "string" : Number(length) === bytes.length;
  if (encoding !== "identity" || !isSent) {
    throw createError("has other bytes than were sent, because a body parser has decoded them");
  }
  return bytes;
}

/** @param problem - what is wrong with the property `body` of the request */
function createError(problem: string): BodyConsumedError {
  return new BodyConsumedError(
    `its property \`body\` ${problem}. Remove the parser from this route, or use express.raw({ inflate: false, type: () => true }). For Fastify, see docs/hosts.md.`,
  );
}
