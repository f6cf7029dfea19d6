import type { Traits } from "./json-ast.ts";
import type { Cors } from "./service.ts";

/** Headers that an AWS client can send to any restJson1 operation. */
const protocolRequestHeaders = [
  "accept",
  "content-type",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "x-amz-user-agent",
];

/** Headers that Signature Version 4 adds to a request. */
const sigv4Headers = ["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];

/** Headers that the response to any operation can have. */
const protocolResponseHeaders = ["x-amzn-errortype", "x-amzn-requestid"];

/**
 * Resolves the `@cors` trait of a service, with the headers that its protocol and authentication need.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#cors-trait
 */
export function resolveCors(traits: Traits): Cors | undefined {
  const trait = traits["smithy.api#cors"] as
    | {
        origin?: string;
        maxAge?: number;
        additionalAllowedHeaders?: string[];
        additionalExposedHeaders?: string[];
      }
    | undefined;
  if (trait === undefined) {
    return undefined;
  }
  return {
    origin: trait.origin ?? "*",
    maxAgeSeconds: trait.maxAge ?? 600,
    allowedHeaders: [
      ...protocolRequestHeaders,
      ...(traits["aws.auth#sigv4"] === undefined ? [] : sigv4Headers),
      ...(trait.additionalAllowedHeaders ?? []),
    ],
    exposedHeaders: [...protocolResponseHeaders, ...(trait.additionalExposedHeaders ?? [])],
  };
}
