import type { Traits } from "./json-ast.ts";
import type { Location } from "./service.ts";

/**
 * Finds out where the HTTP binding traits put a member of an input, an output or an error.
 *
 * @param role - an input's `@httpResponseCode` and an output's `@httpLabel` or `@httpQuery` say nothing: such a
 *   member is in the document
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
export function resolveLocation(traits: Traits, role: "input" | "output"): Location {
  const header = traits["smithy.api#httpHeader"] as string | undefined;
  const prefix = traits["smithy.api#httpPrefixHeaders"] as string | undefined;
  if (header !== undefined) {
    return { kind: "header", name: header.toLowerCase() };
  }
  if (prefix !== undefined) {
    return { kind: "prefixHeaders", prefix: prefix.toLowerCase() };
  }
  if (traits["smithy.api#httpPayload"] !== undefined) {
    return { kind: "payload" };
  }
  return role === "input" ? resolveInputLocation(traits) : resolveOutputLocation(traits);
}

function resolveInputLocation(traits: Traits): Location {
  const query = traits["smithy.api#httpQuery"] as string | undefined;
  if (query !== undefined) {
    return { kind: "query", name: query };
  }
  if (traits["smithy.api#httpQueryParams"] !== undefined) {
    return { kind: "queryParams" };
  }
  return traits["smithy.api#httpLabel"] === undefined ? { kind: "body" } : { kind: "label" };
}

function resolveOutputLocation(traits: Traits): Location {
  return traits["smithy.api#httpResponseCode"] === undefined ? { kind: "body" } : { kind: "responseCode" };
}
