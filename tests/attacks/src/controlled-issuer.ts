import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import type { ServiceAccountTokenRequest } from "@eks-auth/service/dev-cluster";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { CompactSign, exportJWK, generateKeyPair, type JWK, type JWTPayload } from "jose";

/** A key of an issuer, with its private part. */
export interface IssuerKey {
  readonly publicJwk: JWK;
  /** Signs claims, as the issuer's tokens are signed. */
  sign(claims: JWTPayload): Promise<string>;
  /** Signs a text that is no JSON object. */
  signText(payload: string): Promise<string>;
}

/** Creates a key that no issuer publishes yet. */
export async function createKey(kid: string = randomUUID(), alg = "RS256"): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const signText = (payload: string): Promise<string> =>
    new CompactSign(Buffer.from(payload)).setProtectedHeader({ alg, kid }).sign(privateKey);
  return {
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" },
    sign: (claims) => signText(JSON.stringify(claims)),
    signText,
  };
}

/** Creates the claims of a pod's token, as Kubernetes does. */
export function createClaims(
  issuer: string,
  { namespace, serviceAccount, pod }: ServiceAccountTokenRequest,
): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: ["pods.eks.amazonaws.com"],
    sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    jti: randomUUID(),
    "kubernetes.io": {
      namespace,
      serviceaccount: { name: serviceAccount, uid: `uid-of-${serviceAccount}` },
      pod: { name: pod.name, uid: pod.uid ?? `uid-of-${pod.name}` },
    },
  };
}

/** An issuer whose published keys, or whole answers, the attack chooses. */
export class ControlledIssuer {
  /** The URL of the issuer. */
  readonly issuer: string;
  /** The published keys. The first one signs {@link mintToken}'s tokens. */
  keys: readonly [IssuerKey, ...Pick<IssuerKey, "publicJwk">[]];
  /** How many requests it got. */
  requests = 0;
  /** Called for each request instead of the answer with the keys. */
  answer: RequestListener | undefined;
  readonly #stop: () => Promise<void>;

  private constructor(issuer: string, key: IssuerKey, stop: () => Promise<void>) {
    this.issuer = issuer;
    this.keys = [key];
    this.#stop = stop;
  }

  /** Starts an issuer with one key. */
  static async start(): Promise<ControlledIssuer> {
    const server = await listenOnLoopback((request, response) => {
      started.requests += 1;
      if (started.answer !== undefined) {
        started.answer(request, response);
        return;
      }
      const isDiscovery = request.url === "/.well-known/openid-configuration";
      const keys = started.keys.map(({ publicJwk }) => publicJwk);
      const { issuer } = started;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys }));
    });
    const stop = async (): Promise<void> => server[Symbol.asyncDispose]();
    const started = new ControlledIssuer(server.url, await createKey(), stop);
    return started;
  }

  /** Creates a pod's token with the first key. */
  async mintToken(request: ServiceAccountTokenRequest): Promise<string> {
    return this.keys[0].sign(createClaims(this.issuer, request));
  }

  /** Stops it. */
  stop(): Promise<void> {
    return this.#stop();
  }
}
