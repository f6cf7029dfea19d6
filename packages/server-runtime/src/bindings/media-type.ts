import { NotAcceptableException } from "../errors/protocol-error.ts";
import type { RawRequest } from "../http/request.ts";

/**
 * Whether a `content-type` header has a media type. Parameters and case don't matter.
 *
 * @param header - `application/json; charset=utf-8`
 * @param mediaType - in lower case, `application/json`
 */
export function hasMediaType(header: string, mediaType: string): boolean {
  return header === mediaType || essence(header) === mediaType;
}

/**
 * Checks that the client accepts the media type of an operation's response. A client that sends no `accept` accepts
 * every type. The most specific matching range decides; a weight of 0 excludes the type.
 *
 * @param mediaType - the media type of the response, in lower case
 * @throws NotAcceptableException if the `accept` header excludes it
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function requireAccepts(request: RawRequest, mediaType: string): void {
  const accept = request.header("accept");
  if (!accept || accept === "*/*" || accept === mediaType) {
    return;
  }
  const anySubtype = `${mediaType.slice(0, mediaType.indexOf("/"))}/*`;
  const ranges = accept.split(",");
  for (const candidate of [mediaType, anySubtype, "*/*"]) {
    const matching = ranges.filter((range) => essence(range) === candidate);
    if (matching.some((range) => !weightOfZero.test(range))) {
      return;
    }
    if (matching.length > 0) {
      break;
    }
  }
  throw new NotAcceptableException(mediaType);
}

const weightOfZero = /;[ \t]*q=0(?:\.0*)?[ \t]*(?:;|$)/i;

function essence(header: string): string {
  const parameters = header.indexOf(";");
  return (parameters === -1 ? header : header.slice(0, parameters)).trim().toLowerCase();
}
