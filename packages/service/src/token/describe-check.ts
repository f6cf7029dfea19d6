import {
  type ClaimRules,
  expectedSubject,
  isTime,
  leewaySeconds,
  lifetimeSlackSeconds,
} from "./claim-checks.ts";
import { decodePart } from "./decode-part.ts";
import type { Claims } from "./token-claims.ts";
import type { TokenCheck } from "./token-error.ts";
import { signatureAlgorithms } from "./verify-token.ts";

/** The content of a token that was not verified. */
export interface DecodedToken {
  /** The number of parts between dots. */
  readonly partCount: number;
  /** The header, empty if it cannot be decoded. */
  readonly header: Claims;
  /** The claims, empty if they cannot be decoded. */
  readonly claims: Claims;
  /** The names of these two if they cannot be decoded. */
  readonly malformed: readonly string[];
}

/** Decodes a token without verifying it. */
export function decodeToken(token: string): DecodedToken {
  const parts = token.split(".");
  const [header, claims] = parts.map((part) => decodePart(Buffer.from(part, "base64url")));
  const malformed = Object.entries({ header, claims }).filter(([, part]) => part === undefined);
  return {
    partCount: parts.length,
    header: header ?? {},
    claims: claims ?? {},
    malformed: malformed.map(([name]) => name),
  };
}

/** What a check compares, for people. Neither text ends with a full stop. */
interface CheckDescription {
  /** What the token has. */
  readonly found: string;
  /** What it should have. */
  readonly expected: string;
}

/** Describes what a check found in a token and what it expected, without the token's text. */
export function describeCheck(check: TokenCheck, token: DecodedToken, rules: ClaimRules): CheckDescription {
  return descriptions[check](token, rules);
}

const descriptions: Readonly<
  Record<TokenCheck, (token: DecodedToken, rules: ClaimRules) => CheckDescription>
> = {
  format: ({ partCount, header, malformed }) => ({
    found: [
      `${partCount} ${partCount === 1 ? "part" : "parts"} between dots`,
      ...malformed.map((part) => `malformed ${part}`),
      ...(header.crit === undefined ? [] : ["a crit header"]),
    ].join(", "),
    expected:
      "HEADER.CLAIMS.SIGNATURE in base64url, the first two JSON objects in UTF-8 without a byte order mark or a name that is there twice, without a crit header",
  }),
  algorithm: ({ header }) => ({
    found: `alg is ${quoteValue(header.alg)}`,
    expected: `one of ${signatureAlgorithms.join(", ")}`,
  }),
  key: ({ header }, { issuer }) => ({
    found: `kid is ${quoteValue(header.kid)}`,
    expected: `the ID of one key of ${quoteValue(issuer)} for the token's alg`,
  }),
  signature: ({ header }) => ({
    found: `a signature for the key ${quoteValue(header.kid)}`,
    expected: "one that this key made over exactly this header and these claims",
  }),
  issuer: ({ claims }, { issuer }) => ({
    found: `iss is ${quoteValue(claims.iss)}`,
    expected: `exactly ${quoteValue(issuer)}`,
  }),
  audience: ({ claims }, { audience: { name, isOnly } }) => ({
    found: `aud is ${quoteValue(claims.aud)}`,
    expected: `${quoteValue(name)}, or a list with ${isOnly ? "only it" : "it"}`,
  }),
  "not before": ({ claims: { nbf, iat } }, { now }) => ({
    found: `nbf is ${quoteTime(nbf, now)}; iat is ${quoteTime(iat, now)}`,
    expected: `times at most ${leewaySeconds} s in the future`,
  }),
  expiry: ({ claims: { exp } }, { now }) => ({
    found: `exp is ${quoteTime(exp, now)}`,
    expected: `a time in the future, or less than ${leewaySeconds} s ago`,
  }),
  lifetime: ({ claims: { iat, exp } }, { maxLifetimeSeconds }) => ({
    found: `exp - iat is ${isTime(iat) && isTime(exp) ? `${exp - iat} s` : "unknown"}`,
    expected: `at most ${maxLifetimeSeconds} s (maxTokenLifetimeSeconds), or up to ${lifetimeSlackSeconds} s more`,
  }),
  claims: ({ claims }) => {
    const { namespace, serviceaccount, pod } = toObject(claims["kubernetes.io"]);
    const { name, uid } = toObject(pod);
    return {
      found: `namespace ${quoteValue(namespace)}, service account ${quoteValue(toObject(serviceaccount).name)}, pod ${quoteValue(name)}, pod UID ${quoteValue(uid)}`,
      expected: "all four in the kubernetes.io claim, each as Kubernetes allows it",
    };
  },
  subject: ({ claims }) => ({
    found: `sub is ${quoteValue(claims.sub)}`,
    expected: quoteValue(
      expectedSubject(claims) ?? "system:serviceaccount:NAMESPACE:SERVICEACCOUNT of the kubernetes.io claim",
    ),
  }),
};

function toObject(value: unknown): Claims {
  return typeof value === "object" && value !== null ? (value as Claims) : {};
}

const maxQuotedLength = 200;

/** Formats a value of a token as JSON, shortened, and without characters that a terminal could interpret. */
export function quoteValue(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  const text = JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength)}... (cut)` : text;
}

/**
 * Formats a claim that should be a time.
 *
 * @param now - in seconds since 1970
 */
export function quoteTime(claim: unknown, now: number): string {
  const date = typeof claim === "number" ? new Date(claim * 1000) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    return quoteValue(claim);
  }
  const seconds = Math.round(date.getTime() / 1000 - now);
  return `${date.toISOString()}, ${seconds < 0 ? `${-seconds} s ago` : `${seconds} s from now`}`;
}
