import { BodyConsumedError } from "../errors/body-consumed-error.ts";
import type { Incoming } from "./node-request.ts";

/**
 * Returns the bytes of a body that another program has read. They are in one of two properties of the request: `rawBody`, by
 * the convention of programs that keep the bytes in addition to what they have parsed, or `body`, where body parsers put
 * their result. A signature covers the bytes that were sent, so only bytes count that were not changed: those of `rawBody`
 * and of express.raw, and a text of express.text if it has the length of what was sent.
 *
 * @throws BodyConsumedError if the bytes are lost
 */
export function readParsedBody(incoming: Incoming): Uint8Array {
  const { rawBody, body } = incoming as { rawBody?: unknown; body?: unknown };
  const { "content-length": length, "content-encoding": encoding = "identity" } = incoming.headers;
  const kept = rawBody instanceof Uint8Array ? rawBody : body;
  const bytes = typeof kept === "string" ? Buffer.from(kept) : kept;
  if (!(bytes instanceof Uint8Array)) {
    throw createError(
      body === undefined
        ? "is missing. Fastify's content type parsers, and other code that reads the stream, keep no bytes there"
        : "is not bytes, but what a body parser such as express.json has made of them",
    );
  }
  // A text that was sent in another charset has another length in UTF-8. In chunks, the length isn't known.
  const isSent = length === undefined ? typeof kept !== "string" : Number(length) === bytes.length;
  if (encoding !== "identity" || !isSent) {
    throw createError("has other bytes than were sent, because a body parser has decoded them");
  }
  return bytes;
}

/** @param problem - what is wrong with the property `body` of the request */
function createError(problem: string): BodyConsumedError {
  return new BodyConsumedError(
    `its property \`body\` ${problem}. Remove the parser from this route, keep the bytes in \`rawBody\` by the parser's option \`verify\`, or use express.raw({ inflate: false, type: () => true }). docs/hosts.md has examples, also for Fastify.`,
  );
}
