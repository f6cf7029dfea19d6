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
import { podIdentityAudience, serviceAccountSubject } from "../names/kubernetes.ts";

const defaultLifetimeSeconds = 3600;

/** The pod of a token, and the token's properties. */
export interface ServiceAccountTokenRequest {
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The pod. Its UID is derived from its name by default. */
  readonly pod: { readonly name: string; readonly uid?: string };
  /** The name of the pod's node; `dev-node` by default. */
  readonly node?: string;
  /** The audience; `pods.eks.amazonaws.com` by default. */
  readonly audience?: string;
  /** The lifetime in seconds; 1 h by default, as with the TokenRequest API. */
  readonly lifetimeSeconds?: number;
  /** The signature algorithm; RS256 by default. */
  readonly algorithm?: SigningAlgorithm;
}

/** The lifetime of a requested token, in seconds. */
export function lifetimeOf({ lifetimeSeconds = defaultLifetimeSeconds }: ServiceAccountTokenRequest): number {
  return lifetimeSeconds;
}

/**
 * Creates the claims of a projected service-account token, as Kubernetes does.
 *
 * @param issuedAt - in seconds since 1970
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function createClaims(
  issuer: string,
  request: ServiceAccountTokenRequest,
  issuedAt: number,
): JWTPayload {
  const { namespace, serviceAccount, pod, node = "dev-node", audience = podIdentityAudience } = request;
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
    sub: serviceAccountSubject(namespace, serviceAccount),
  };
}

/** Signs claims with one of the cluster's keys. */
export function signToken(claims: JWTPayload, { algorithm, id, privateKey }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: id }).sign(privateKey);
}

/**
 * Derives an object's UID from its name, because a pod has the same UID in all of its tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
function deriveUid(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}

/** The signature algorithms of a development cluster. A new Kubernetes cluster uses RS256. */
export type SigningAlgorithm = "RS256" | "ES256";

/** A key that signs service-account tokens. */
export interface SigningKey {
  /** Its algorithm. */
  readonly algorithm: SigningAlgorithm;
  /** Its ID in tokens and in the key set. */
  readonly id: string;
  /** Signs. */
  readonly privateKey: CryptoKey;
  /** Its public part, as Kubernetes publishes it. */
  readonly publicJwk: JWK;
}

/**
 * Generates a key: RSA with 2,048 bits, or P-256.
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
