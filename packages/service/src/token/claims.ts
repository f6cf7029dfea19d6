import { z } from "zod";
import { namespacePattern, objectNamePattern } from "../kubernetes/names.ts";
import { InvalidTokenError } from "./token-error.ts";
import type { VerifiedToken } from "./verified-token.ts";

/** The kubelet asks for 86,400 s; the slack is for an issuer that rounds or adds a few seconds. */
const maxLifetimeSeconds = 86_400 + 60;

const claimsSchema = z.object({
  sub: z.string(),
  iat: z.number(),
  exp: z.number(),
  "kubernetes.io": z.object({
    namespace: z.string().regex(namespacePattern),
    serviceaccount: z.object({ name: z.string().regex(objectNamePattern) }),
    // STS takes 256 characters at most for a session tag's value.
    pod: z.object({ name: z.string().regex(objectNamePattern), uid: z.string().min(1).max(256) }),
  }),
});

/**
 * Reads who a projected service-account token was made for.
 *
 * @param payload - the token's claims, its signature already verified
 * @throws InvalidTokenError where a claim is missing or malformed, the subject disagrees with the nested claims,
 * or the token lives too long
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function readClaims(payload: unknown): VerifiedToken {
  const { data: claims, error } = claimsSchema.safeParse(payload);
  if (claims === undefined) {
    const paths = new Set(error.issues.map(({ path }) => path.join("/")));
    throw new InvalidTokenError("claims", `Claims are missing or malformed: ${[...paths].join(", ")}.`);
  }
  if (claims.exp - claims.iat > maxLifetimeSeconds) {
    throw new InvalidTokenError("lifetime", `The token lives longer than ${maxLifetimeSeconds} s.`);
  }
  const { namespace, serviceaccount, pod } = claims["kubernetes.io"];
  if (claims.sub !== `system:serviceaccount:${namespace}:${serviceaccount.name}`) {
    throw new InvalidTokenError("subject", "The sub claim disagrees with the kubernetes.io claim.");
  }
  return {
    namespace,
    serviceAccount: serviceaccount.name,
    pod,
  };
}
