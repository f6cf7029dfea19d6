import { CodedError } from "@eks-auth/server-runtime/coded-error";
import {
  type CryptoKey,
  calculateJwkThumbprint,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from "jose";
import { number, object, string } from "../../validation/index.ts";
import type { SessionTags } from "../credential-issuer.ts";

/** The signature algorithm of session tokens. */
export const sessionKeyAlgorithm = "ES256";

/** A key pair of an embedded issuer. */
export interface SessionKey {
  /** The `kid` of its session tokens: the thumbprint of the public key (RFC 7638), so that no file has to store it. */
  readonly id: string;
  /** Signs session tokens. */
  readonly privateKey: CryptoKey;
  /** Verifies them. */
  readonly publicKey: CryptoKey;
}

/** The keys of an embedded issuer. They can change while it runs, so read them for each token. */
export interface SessionKeys {
  /** Signs new session tokens. */
  readonly current: SessionKey;
  /** The key before the last rotation, if any. Its session tokens are still valid. */
  readonly previous?: SessionKey | undefined;
}

/** The content of the embedded issuer's session tokens. */
export interface Session {
  /** The role's ARN; that of the target role if there is one. */
  readonly roleArn: string;
  /** The ARN of the role that assumed the target role, if there is one. */
  readonly sourceRoleArn?: string | undefined;
  /** The `sts:ExternalId` that the target role was assumed with, if any. */
  readonly externalId?: string | undefined;
  /** The session's name. */
  readonly sessionName: string;
  /** The access key that the token belongs to. */
  readonly accessKeyId: string;
  /** The session's tags, if any. */
  readonly tags?: SessionTags | undefined;
  /** The session policy, JSON, if any. */
  readonly policy?: string | undefined;
  /** When the session expires. */
  readonly expiration: Date;
}

/** A session token is not from this issuer, or has expired. The message holds nothing of it. */
export class SessionTokenError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/SessionTokenError";
  override readonly name = "SessionTokenError";
  readonly code = "session_token_invalid";

  constructor() {
    super("The session token is not from this issuer, or has expired.");
  }
}

const claimsSchema = object({
  roleArn: string(),
  sourceRoleArn: string().optional(),
  externalId: string().optional(),
  sessionName: string(),
  accessKeyId: string(),
  tags: object({
    "eks-cluster-arn": string(),
    "eks-cluster-name": string(),
    "kubernetes-namespace": string(),
    "kubernetes-service-account": string(),
    "kubernetes-pod-name": string(),
    "kubernetes-pod-uid": string(),
  }).optional(),
  policy: string().optional(),
  exp: number(),
});

/** Generates the key of an embedded issuer. The private key cannot be exported. */
export async function generateSessionKeys(): Promise<SessionKeys> {
  const { privateKey, publicKey } = await generateKeyPair(sessionKeyAlgorithm);
  return { current: await createSessionKey(privateKey, publicKey) };
}

/** Derives the ID of a key pair. */
export async function createSessionKey(privateKey: CryptoKey, publicKey: CryptoKey): Promise<SessionKey> {
  return { id: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey };
}

/** Signs a session token, which is a JWT. */
export function signSessionToken(session: Session, { id, privateKey }: SessionKey): Promise<string> {
  const { expiration, ...claims } = session;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: sessionKeyAlgorithm, kid: id })
    .setExpirationTime(expiration)
    .sign(privateKey);
}

/**
 * Verifies a session token of the embedded issuer.
 *
 * @param keys - the issuer's
 * @param now - the time of the check; by default that of the system
 * @throws SessionTokenError if it is not from this issuer, or has expired
 */
export async function verifySessionToken(
  sessionToken: string,
  keys: SessionKeys,
  now: Date = new Date(),
): Promise<Session> {
  try {
    const { payload } = await Promise.any(
      findKeys(sessionToken, keys).map(({ publicKey }) =>
        jwtVerify(sessionToken, publicKey, { algorithms: [sessionKeyAlgorithm], currentDate: now }),
      ),
    );
    const { value, issues } = claimsSchema.validate(payload);
    if (issues !== undefined) {
      throw new SessionTokenError();
    }
    const { exp, ...session } = value;
    return { ...session, expiration: new Date(exp * 1000) };
  } catch {
    throw new SessionTokenError();
  }
}

/** The keys that can have signed a session token: the one that it names. Tokens of older versions name none. */
function findKeys(sessionToken: string, { current, previous }: SessionKeys): SessionKey[] {
  const { kid } = decodeProtectedHeader(sessionToken);
  const keys = previous === undefined ? [current] : [current, previous];
  return keys.filter(({ id }) => kid === undefined || id === kid);
}
