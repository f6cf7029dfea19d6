import { namespacePattern, objectNamePattern } from "../names/kubernetes.ts";
import { object, string } from "../validation/index.ts";
import { InvalidTokenError } from "./token-error.ts";

/** A token's claims by name. */
export type Claims = Readonly<Record<string, unknown>>;

/** The pod that a verified token was issued for. */
export interface VerifiedToken {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The pod that the token is bound to. */
  readonly pod: { readonly name: string; readonly uid: string };
  /** The node that the pod was on when the token was issued. Kubernetes before 1.30 does not say it. */
  readonly node?: { readonly name: string; readonly uid?: string | undefined } | undefined;
  /** The token's ID. Kubernetes before 1.29 gives none. */
  readonly tokenId?: string | undefined;
  /** The ID of the key that signed the token. */
  readonly keyId: string;
}

/** A token's claims, with those of Kubernetes parsed on first use. */
export class TokenClaims {
  readonly claims: Claims;
  readonly #keyId: string;
  #subject: VerifiedToken | undefined;

  /** @param keyId - the ID of the key that signed the token */
  constructor(claims: Claims, keyId: string) {
    this.claims = claims;
    this.#keyId = keyId;
  }

  /** @throws InvalidTokenError if a claim of Kubernetes is missing or malformed */
  get subject(): VerifiedToken {
    this.#subject ??= parseSubject(this.claims, this.#keyId);
    return this.#subject;
  }
}

const claimsSchema = object({
  "kubernetes.io": object({
    namespace: string(undefined, { pattern: namespacePattern }),
    serviceaccount: object({ name: string(undefined, { pattern: objectNamePattern }) }),
    // STS accepts at most 256 characters as the value of a session tag.
    pod: object({
      name: string(undefined, { pattern: objectNamePattern }),
      uid: string(undefined, { min: 1, max: 256 }),
    }),
    node: object({
      name: string(undefined, { pattern: objectNamePattern }),
      uid: string(undefined, { min: 1, max: 256 }).optional(),
    }).optional(),
  }),
  jti: string(undefined, { min: 1, max: 256 }).optional(),
});

/** @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims */
function parseSubject(claims: Claims, keyId: string): VerifiedToken {
  const { value: checked, issues } = claimsSchema.validate(claims);
  if (checked === undefined) {
    const paths = [...new Set(issues.map(({ path }) => path.join("/")))].join(", ");
    const message = paths === podPath ? describePodProblem(claims["kubernetes.io"] as Claims) : undefined;
    throw new InvalidTokenError("claims", message ?? `Claims are missing or malformed: ${paths}.`);
  }
  const { namespace, serviceaccount, pod, node } = checked["kubernetes.io"];
  return { namespace, serviceAccount: serviceaccount.name, pod, node, tokenId: checked.jti, keyId };
}

const podPath = "kubernetes.io/pod";

/** Kubernetes also issues tokens that are bound to a node or a secret, or to nothing. */
function describePodProblem(kubernetes: Claims): string | undefined {
  if (kubernetes.pod !== undefined) {
    return undefined;
  }
  const other = ["node", "secret"].find((kind) => kubernetes[kind] !== undefined);
  const found = other === undefined ? "" : `; it is bound to a ${other}`;
  return `The token is not bound to a pod${found}. It needs the claim ${podPath}: use the token that is projected into a pod, or kubectl create token --bound-object-kind Pod.`;
}
