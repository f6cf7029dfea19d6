import { type CryptoKey, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { SessionTags } from "../session-request.ts";

/** What session tokens are signed with. */
export const sessionKeyAlgorithm = "ES256";

/** The keys of an embedded issuer. */
export interface SessionKeys {
  /** Signs session tokens. */
  readonly privateKey: CryptoKey;
  /** Verifies them. */
  readonly publicKey: CryptoKey;
}

/** What a session token of the embedded issuer says. */
export interface Session {
  /** The role's ARN; the target role's where there is one. */
  readonly roleArn: string;
  /** The ARN of the role whose session assumed the target role, where there is one. */
  readonly sourceRoleArn?: string | undefined;
  /** What the target role was assumed with in `sts:ExternalId`, where there is one. */
  readonly externalId?: string | undefined;
  /** The session's name. */
  readonly sessionName: string;
  /** The access key that the token belongs to. */
  readonly accessKeyId: string;
  /** The session's tags, where it has some. */
  readonly tags?: SessionTags | undefined;
  /** The session policy, JSON, where it has one. */
  readonly policy?: string | undefined;
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
  sourceRoleArn: z.string().optional(),
  externalId: z.string().optional(),
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
  policy: z.string().optional(),
  exp: z.number(),
});

/** Makes the keys of an embedded issuer; the private one can't be taken out of the process. */
export function generateSessionKeys(): Promise<SessionKeys> {
  return generateKeyPair(sessionKeyAlgorithm);
}

/** Writes a session as a token: a JWT, signed by the issuer. */
export function signSessionToken(session: Session, privateKey: CryptoKey): Promise<string> {
  const { expiration, ...claims } = session;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: sessionKeyAlgorithm })
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
      algorithms: [sessionKeyAlgorithm],
      currentDate: now,
    });
    const { exp, ...session } = claimsSchema.parse(payload);
    return { ...session, expiration: new Date(exp * 1000) };
  } catch {
    throw new SessionTokenError();
  }
}
