import type { Traits } from "./json-ast.ts";

/** A scheme of authentication of a model. `noAuth` sends a request without any. */
export type AuthScheme =
  | "aws.auth#sigv4"
  | "aws.auth#sigv4a"
  | "smithy.api#httpApiKeyAuth"
  | "smithy.api#httpBasicAuth"
  | "smithy.api#httpBearerAuth"
  | "smithy.api#httpDigestAuth"
  | "smithy.api#noAuth";

/** The traits that define schemes, sorted by ID: the order that services without the trait `@auth` prefer. */
export const authSchemes: readonly AuthScheme[] = [
  "aws.auth#sigv4",
  "aws.auth#sigv4a",
  "smithy.api#httpApiKeyAuth",
  "smithy.api#httpBasicAuth",
  "smithy.api#httpBearerAuth",
  "smithy.api#httpDigestAuth",
];

/**
 * Resolves the schemes that a service or one of its operations supports.
 *
 * @param operation - the operation's traits; none for the service itself
 * @returns the schemes, best first; at least one
 * @see https://smithy.io/2.0/spec/authentication-traits.html#auth-trait
 */
export function resolveAuth(service: Traits = {}, operation: Traits = {}): readonly AuthScheme[] {
  const chosen = (operation["smithy.api#auth"] ?? service["smithy.api#auth"]) as
    | readonly AuthScheme[]
    | undefined;
  const supported = chosen ?? authSchemes.filter((scheme) => service[scheme] !== undefined);
  const isOptional = supported.length === 0 || operation["smithy.api#optionalAuth"] !== undefined;
  return isOptional ? [...supported, "smithy.api#noAuth"] : supported;
}
