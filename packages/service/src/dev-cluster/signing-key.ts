import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from "jose";

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
