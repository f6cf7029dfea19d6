import { type CryptoKey, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { SessionTags } from "./session-tags.ts";

const algorithm = "ES256";

/** The keys of an embedded issuer. */
export interface SessionKeys {
  /** Signs session tokens. */
  readonly privateKey: CryptoKey;
  /** Verifies them. */
  readonly publicKey: CryptoKey;
}

/** What a session token of the embedded issuer says. */
export interface Session {
  /** The role's ARN. */
  readonly roleArn: string;
  /** The session's name. */
  readonly sessionName: string;
  /** The access key that the token belongs to. */
  readonly accessKeyId: string;
  /** The session's tags, where it has some. */
  readonly tags?: SessionTags | undefined;
  /** When the session ends. */
  readonly expiration: Date;
}

/** A session token wasn't made by this issuer, or has ended. Nothing of it is in the message. */
export class SessionTokenError extends Error {
  override readonly name = "SessionTokenError";

  constructor() {
    super("The session token is not of this issuer, or has ended.");
  }
}

const claimsSchema = z.object({
  roleArn: z.string(),
  sessionName: z.string(),
  accessKeyId: z.string(),
  tags: z
    .object({
      "eks-cluster-arn": z.string(),
      "eks-cluster-name": z.string(),
      "kubernetes-namespace": z.string(),
      "kubernetes-service-account": z.string(),
      "kubernetes-pod-name": z.string(),
      "kubernetes-pod-uid": z.string(),
    })
    .optional(),
  exp: z.number(),
});

/** Makes the keys of an embedded issuer; the private one can't be taken out of the process. */
export function generateSessionKeys(): Promise<SessionKeys> {
  return generateKeyPair(algorithm);
}

/** Writes a session as a token: a JWT, signed by the issuer. */
export function signSessionToken(session: Session, privateKey: CryptoKey): Promise<string> {
  const { expiration, ...claims } = session;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setExpirationTime(expiration)
    .sign(privateKey);
}

/**
 * Reads a session token of the embedded issuer, and checks that it is one.
 *
 * @param publicKey - the issuer's
 * @param now - the time to judge it by; the machine's where it is left out
 * @throws SessionTokenError where it isn't, or has ended
 */
export async function verifySessionToken(
  sessionToken: string,
  publicKey: CryptoKey,
  now: Date = new Date(),
): Promise<Session> {
  try {
    const { payload } = await jwtVerify(sessionToken, publicKey, {
      algorithms: [algorithm],
      currentDate: now,
    });
    const { exp, ...session } = claimsSchema.parse(payload);
    return { ...session, expiration: new Date(exp * 1000) };
  } catch {
    throw new SessionTokenError();
  }
}
