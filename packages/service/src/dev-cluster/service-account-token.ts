import { createHash, randomUUID } from "node:crypto";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";
import { podIdentityAudience } from "../names/kubernetes.ts";

const defaultLifetimeSeconds = 3600;

/** Whose token to make, and how. */
export interface ServiceAccountTokenRequest {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The pod. The UID of an object follows from its name where none is given. */
  readonly pod: { readonly name: string; readonly uid?: string };
  /** Whom it is for; pods.eks.amazonaws.com where it is left out. */
  readonly audience?: string;
  /** How long it lives, in seconds; an hour where it is left out, as with the TokenRequest API. */
  readonly lifetimeSeconds?: number;
  /** What it is signed with; RS256 where it is left out. */
  readonly algorithm?: SigningAlgorithm;
}

/** How long a requested token lives, in seconds. */
export function lifetimeOf({ lifetimeSeconds = defaultLifetimeSeconds }: ServiceAccountTokenRequest): number {
  return lifetimeSeconds;
}

/**
 * Writes the claims of a projected service-account token as Kubernetes does.
 *
 * @param issuedAt - in seconds since 1970
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function writeClaims(
  issuer: string,
  request: ServiceAccountTokenRequest,
  issuedAt: number,
): JWTPayload {
  const { namespace, serviceAccount, pod, audience = podIdentityAudience } = request;
  const node = "dev-node";
  return {
    aud: [audience],
    exp: issuedAt + lifetimeOf(request),
    iat: issuedAt,
    iss: issuer,
    jti: randomUUID(),
    "kubernetes.io": {
      namespace,
      node: { name: node, uid: deriveUid(issuer, "node", node) },
      pod: { name: pod.name, uid: pod.uid ?? deriveUid(issuer, "pod", namespace, pod.name) },
      serviceaccount: {
        name: serviceAccount,
        uid: deriveUid(issuer, "serviceaccount", namespace, serviceAccount),
      },
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
  };
}

/** Signs claims with a key of the cluster's. */
export function signToken(claims: JWTPayload, { algorithm, id, privateKey }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: id }).sign(privateKey);
}

/**
 * Derived, for a pod keeps its UID from token to token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
function deriveUid(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** What a development cluster can sign with; a new Kubernetes cluster has RS256. */
export type SigningAlgorithm = "RS256" | "ES256";

/** A key that signs service-account tokens. */
export interface SigningKey {
  /** What it signs with. */
  readonly algorithm: SigningAlgorithm;
  /** Its ID, in the tokens and in the key set. */
  readonly id: string;
  /** Signs. */
  readonly privateKey: CryptoKey;
  /** Its public part as Kubernetes publishes it. */
  readonly publicJwk: JWK;
}

/**
 * Makes a key, RSA of 2,048 bits or P-256.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/serviceaccount/jwt.go (keyIDFromPublicKey)
 */
export async function generateSigningKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const der = Buffer.from((await exportSPKI(publicKey)).replaceAll(/-----.*?-----|\s/g, ""), "base64");
  const id = createHash("sha256").update(der).digest("base64url");
  const publicJwk = { use: "sig", kid: id, alg: algorithm, ...(await exportJWK(publicKey)) };
  return { algorithm, id, privateKey, publicJwk };
}
