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
    throw new BodyConsumedError(describeParser(body));
  }
  // A text that was sent in another charset has another length in UTF-8. In chunks, the length isn't known.
  const isSent = length === undefined ? typeof body !== "string" : Number(length) === bytes.length;
  if (encoding !== "identity" || !isSent) {
    throw new BodyConsumedError(
      "the property `body` has other bytes than were sent, because a body parser has decoded them. " +
        "Remove the body parser from this route, or use express.raw({ inflate: false, type: () => true }).",
    );
  }
  return bytes;
}

function describeParser(body: unknown): string {
  const fix =
    "Put the handler before it, leave this route out of it, or use express.raw({ inflate: false, type: () => true }).";
  return body === undefined
    ? `there is no property \`body\` with its bytes. Fastify's content type parsers and other code that reads the stream do that. Fastify: removeAllContentTypeParsers(), then addContentTypeParser("*", (request, payload, done) => done(null)). Others: ${fix}`
    : `its property \`body\` is not bytes, but what a body parser such as express.json has made of them. ${fix}`;
}
