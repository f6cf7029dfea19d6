import { createHash, createPublicKey, randomUUID, sign } from "node:crypto";

/** Pods whose tokens are signed, without being created. */
export interface TokenPods {
  readonly namespace: string;
  /** The Node that they run on. */
  readonly node: { readonly name: string; readonly uid: string };
  readonly issuer: string;
  /** The private key of the API server's tokens, PEM. */
  readonly privateKey: string;
}

/**
 * Signs the token of a new pod, as the API server does. So there can be many pods, and no cache knows any of them.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function signPodToken(
  { namespace, node, issuer, privateKey }: TokenPods,
  serviceAccount: string,
): string {
  const now = Math.floor(Date.now() / 1_000);
  const uid = randomUUID();
  const claims = {
    aud: ["pods.eks.amazonaws.com"],
    exp: now + 3_600,
    iat: now,
    iss: issuer,
    jti: randomUUID(),
    "kubernetes.io": {
      namespace,
      node,
      pod: { name: `load-${uid}`, uid },
      serviceaccount: { name: serviceAccount, uid: randomUUID() },
    },
    nbf: now,
    sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode({ alg: "RS256", kid: keyIdOf(privateKey) })}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`;
}

/** The ID that the API server gives its key. */
function keyIdOf(privateKey: string): string {
  const key = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64url");
}
