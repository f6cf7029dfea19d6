import { AgentError } from "../core/errors.ts";
import type { PodIdentity } from "../core/events.ts";

/** A pod's service-account token, decoded but not verified. */
export interface PodToken {
  /** The compact JWT. A secret: never log it. */
  readonly text: string;
  /** A digest, for use as a key: of the text or, if the signature was verified, of header and claims. */
  readonly hash: string;
  readonly pod: PodIdentity;
  /** The start of the validity period, in milliseconds since 1970. */
  readonly notBefore: number;
  /** The end of the validity period, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The audience of tokens for EKS Pod Identity. */
export const podIdentityAudience = "pods.eks.amazonaws.com";

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html */
const tokenPattern = /^[\w=-]+\.[\w=-]+\.[\w=-]+$/;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const namePattern = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;

const leewayMs = 60_000;

/**
 * Decodes a pod's token, and checks what can be checked without a key: it is a JWT, for this audience, bound to a pod.
 *
 * @param text - the value of the Authorization header
 * @param hash - the digest of the text, because the signature was not verified
 * @throws AgentError with the reason `invalid_token` if it is not; the message contains nothing of the token
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function parseToken(text: string, hash: string): PodToken {
  if (/^bearer(\s|$)/i.test(text)) {
    throw invalid('The Authorization header starts with "Bearer". It must contain only the token.');
  }
  if (!tokenPattern.test(text)) {
    throw invalid(
      "The Authorization header is not a JSON Web Token. It must contain the content of the file in " +
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.",
    );
  }
  const [header, payload] = text.split(".");
  readObject(header, "header");
  const claims = readObject(payload, "payload");
  requireAudience(claims.aud);
  return {
    text,
    hash,
    pod: readPod(claims["kubernetes.io"]),
    notBefore: claims.nbf === undefined ? Number.NEGATIVE_INFINITY : readTime(claims.nbf, "nbf"),
    expiresAt: readTime(claims.exp, "exp"),
  };
}

/**
 * Compares a time with a token's validity period. Clocks can differ by a minute.
 *
 * @param now - in milliseconds since 1970
 */
export function tokenValidity(
  { notBefore, expiresAt }: PodToken,
  now: number,
): "valid" | "expired" | "not_yet_valid" {
  if (now >= expiresAt + leewayMs) {
    return "expired";
  }
  return now < notBefore - leewayMs ? "not_yet_valid" : "valid";
}

/**
 * Checks that a token is valid now.
 *
 * @param now - in milliseconds since 1970
 * @throws AgentError with the reason `expired_token` if it has expired, `invalid_token` if it is not valid yet
 */
export function requireValid(token: PodToken, now: number): void {
  const validity = tokenValidity(token, now);
  if (validity === "expired") {
    const message =
      "The token has expired, according to its exp claim. Read its file again: the kubelet renews it.";
    throw new AgentError("expired_token", message);
  }
  if (validity === "not_yet_valid") {
    throw invalid("The token is not valid yet, according to its nbf claim. Check the clocks.");
  }
}

function readObject(segment: string | undefined, part: string): Readonly<Record<string, unknown>> {
  const value = parseJson(Buffer.from(segment ?? "", "base64url"));
  if (!isObject(value)) {
    throw invalid(`The token's ${part} is not a JSON object in UTF-8.`);
  }
  return value;
}

/** Strict, like the EKS Auth API: other bytes than those of the token must not have the same claims. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // The message of the parser's error would quote the token.
    return undefined;
  }
}

function requireAudience(aud: unknown): void {
  if (aud !== podIdentityAudience && !(Array.isArray(aud) && aud.includes(podIdentityAudience))) {
    throw invalid(`The token is not for the audience ${podIdentityAudience}. Its aud claim must contain it.`);
  }
}

function readTime(claim: unknown, name: string): number {
  // JSON can hold numbers that are parsed as infinite.
  if (!Number.isFinite(claim)) {
    throw invalid(`The token's ${name} claim is not a time in seconds.`);
  }
  return Number(claim) * 1000;
}

function readPod(claim: unknown): PodIdentity {
  const { namespace, serviceaccount, pod } = isObject(claim) ? claim : {};
  if (pod === undefined) {
    throw invalid("The token is not bound to a pod. It needs the claims of its pod and service account.");
  }
  const { name: serviceAccount } = isObject(serviceaccount) ? serviceaccount : {};
  const { name, uid } = isObject(pod) ? pod : {};
  return {
    namespace: readName(namespace, "namespace"),
    serviceAccount: readName(serviceAccount, "service account"),
    name: readName(name, "pod name"),
    uid: readName(uid, "pod UID"),
  };
}

/** Names are logged, so they must be valid. */
function readName(claim: unknown, what: string): string {
  if (typeof claim !== "string" || !namePattern.test(claim)) {
    throw invalid(`The token's kubernetes.io claim has no valid ${what}.`);
  }
  return claim;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): AgentError {
  return new AgentError("invalid_token", message);
}
