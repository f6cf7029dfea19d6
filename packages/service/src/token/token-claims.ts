import { z } from "zod";
import { namespacePattern, objectNamePattern } from "../names/kubernetes.ts";
import { InvalidTokenError } from "./token-error.ts";
import type { Claims } from "./verify-token.ts";

/** A token's claims, and who it was made for by them, which is read once however many checks ask. */
export class TokenClaims {
  readonly claims: Claims;
  #subject: VerifiedToken | undefined;

  constructor(claims: Claims) {
    this.claims = claims;
  }

  /** @throws InvalidTokenError where a claim of Kubernetes is missing or malformed */
  get subject(): VerifiedToken {
    this.#subject ??= readClaims(this.claims);
    return this.#subject;
  }
}

const claimsSchema = z.object({
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
 * @param claims - the token's claims, its signature already verified
 * @throws InvalidTokenError where a claim is missing or malformed
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function readClaims(claims: unknown): VerifiedToken {
  const { data, error } = claimsSchema.safeParse(claims);
  if (data === undefined) {
    const paths = new Set(error.issues.map(({ path }) => path.join("/")));
    throw new InvalidTokenError("claims", `Claims are missing or malformed: ${[...paths].join(", ")}.`);
  }
  const { namespace, serviceaccount, pod } = data["kubernetes.io"];
  return { namespace, serviceAccount: serviceaccount.name, pod };
}

/** Who a token was made for, told by the cluster's own signature. */
export interface VerifiedToken {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The pod that the token is bound to. */
  readonly pod: { readonly name: string; readonly uid: string };
}
