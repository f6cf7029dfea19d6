import { AgentError } from "../core/errors.ts";

/** Who a token says it was made for. Nobody has verified that unless it is said. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly name: string;
  readonly uid: string;
}

/** A pod's service-account token, read and not verified. */
export interface PodToken {
  /** The compact JWT. It must not be written anywhere. */
  readonly text: string;
  /** A digest of the text, which may stand for it in memory. */
  readonly hash: string;
  readonly pod: PodIdentity;
  /** When it begins to be valid, in milliseconds since 1970. */
  readonly notBefore: number;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Whom a token must be for, to be traded for AWS credentials. */
const audience = "pods.eks.amazonaws.com";

/** As the API's model has it, https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html */
const tokenPattern = /^[\w=-]+\.[\w=-]+\.[\w=-]+$/;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const namePattern = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;

/**
 * Reads what a pod's token says of itself, and checks what needs no key: that it is a token, of a pod, for this purpose.
 *
 * @param text - what stands in the Authorization header
 * @param hash - its digest
 * @throws AgentError where it isn't one; the message says what is wrong and holds nothing of the token
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#schema-for-service-account-private-claims
 */
export function parseToken(text: string, hash: string): PodToken {
  if (/^bearer(\s|$)/i.test(text)) {
    throw invalid('The Authorization header begins with "Bearer". It must hold the token alone.');
  }
  if (!tokenPattern.test(text)) {
    throw invalid(
      "The Authorization header doesn't hold a JSON Web Token. It must hold the content of the file that " +
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names.",
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

function readObject(segment: string | undefined, part: string): Readonly<Record<string, unknown>> {
  const value = parseJson(Buffer.from(segment ?? "", "base64url").toString());
  if (!isObject(value)) {
    throw invalid(`The token's ${part} is not a JSON object.`);
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would quote the token.
    return undefined;
  }
}

function requireAudience(aud: unknown): void {
  if (aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) {
    throw invalid(`The token is not for ${audience}: its aud claim must have that.`);
  }
}

function readTime(claim: unknown, name: string): number {
  if (typeof claim !== "number" || !Number.isFinite(claim)) {
    throw invalid(`The token's ${name} claim is not a time in seconds.`);
  }
  return claim * 1000;
}

function readPod(claim: unknown): PodIdentity {
  const { namespace, serviceaccount, pod } = isObject(claim) ? claim : {};
  const names = {
    namespace,
    serviceAccount: isObject(serviceaccount) ? serviceaccount.name : undefined,
    name: isObject(pod) ? pod.name : undefined,
    uid: isObject(pod) ? pod.uid : undefined,
  };
  // They are written to logs: nothing but names may pass.
  if (!Object.values(names).every((name) => typeof name === "string" && namePattern.test(name))) {
    throw invalid("The token is not bound to a pod: it lacks claims of the pod and its service account.");
  }
  return names as PodIdentity;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): AgentError {
  return new AgentError(400, "InvalidTokenException", message);
}

/** Clocks may differ by so much. */
const leewayMs = 60_000;

/**
 * Tells what a time is to a token.
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
 * Checks that a token's time is now.
 *
 * @param now - in milliseconds since 1970
 * @throws AgentError where it is over, or has not begun
 */
export function requireCurrent(token: PodToken, now: number): void {
  const time = tokenValidity(token, now);
  if (time === "expired") {
    throw new AgentError(
      400,
      "ExpiredTokenException",
      "The token is past its exp claim. Read its file again: the kubelet renews it in good time.",
    );
  }
  if (time === "not_yet_valid") {
    throw new AgentError(
      400,
      "InvalidTokenException",
      "The token is not valid yet by its nbf claim. Check the clocks.",
    );
  }
}
