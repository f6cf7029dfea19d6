import { podIdentityAudience } from "../names/kubernetes.ts";
import { parseJson } from "../network/parse-json.ts";
import { type ClaimRules, expectedSubject, isTime, leewaySeconds } from "./claim-checks.ts";
import { TokenClaims } from "./token-claims.ts";
import type { TokenCheck } from "./token-error.ts";
import { type Claims, signatureAlgorithms } from "./verify-token.ts";

/** What a check looks at, for a person. */
export interface CheckDescription {
  /** What the token has, without a full stop. */
  readonly found: string;
  /** What it should have, without a full stop. */
  readonly expected: string;
}

/** Describes a check of a token: what it found and what was expected, with nothing of the token's text. */
export function describeCheck(check: TokenCheck, token: DecodedToken, rules: ClaimRules): CheckDescription {
  return descriptions[check](token, rules);
}

const descriptions: Readonly<
  Record<TokenCheck, (token: DecodedToken, rules: ClaimRules) => CheckDescription>
> = {
  format: ({ partCount, header }) => ({
    found: `${partCount} ${partCount === 1 ? "part" : "parts"} between dots${header.crit === undefined ? "" : ", and a crit header"}`,
    expected: "HEADER.CLAIMS.SIGNATURE in base64url, the first two JSON objects, without a crit header",
  }),
  algorithm: ({ header }) => ({
    found: `alg is ${quoteValue(header.alg)}`,
    expected: `one of ${signatureAlgorithms.join(", ")}`,
  }),
  key: ({ header }, { issuer }) => ({
    found: `kid is ${quoteValue(header.kid)}`,
    expected: `the ID of one key of ${quoteValue(issuer)} that is for the token's alg`,
  }),
  signature: ({ header }) => ({
    found: `a signature under the key ${quoteValue(header.kid)}`,
    expected: "one that this key made over this header and these claims, unchanged since",
  }),
  issuer: ({ claims }, { issuer }) => ({
    found: `iss is ${quoteValue(claims.iss)}`,
    expected: `${quoteValue(issuer)}, character by character`,
  }),
  audience: ({ claims }) => ({
    found: `aud is ${quoteValue(claims.aud)}`,
    expected: `${quoteValue(podIdentityAudience)}, alone or among others`,
  }),
  "not before": ({ claims: { nbf, iat } }, { now }) => ({
    found: `nbf is ${quoteTime(nbf, now)}; iat is ${quoteTime(iat, now)}`,
    expected: `times no more than ${leewaySeconds} s from now`,
  }),
  expiry: ({ claims: { exp } }, { now }) => ({
    found: `exp is ${quoteTime(exp, now)}`,
    expected: `a time less than ${leewaySeconds} s ago, or to come`,
  }),
  lifetime: ({ claims: { iat, exp } }, { maxLifetimeSeconds }) => ({
    found: `exp - iat is ${isTime(iat) && isTime(exp) ? `${exp - iat} s` : "unknown"}`,
    expected: `${maxLifetimeSeconds} s at most`,
  }),
  claims: ({ claims }) => {
    const { namespace, serviceaccount, pod } = objectIn(claims["kubernetes.io"]);
    const { name, uid } = objectIn(pod);
    return {
      found: `namespace ${quoteValue(namespace)}, service account ${quoteValue(objectIn(serviceaccount).name)}, pod ${quoteValue(name)}, its UID ${quoteValue(uid)}`,
      expected: "all four in the kubernetes.io claim, each as Kubernetes allows it",
    };
  },
  subject: ({ claims }) => ({
    found: `sub is ${quoteValue(claims.sub)}`,
    expected: quoteValue(
      expectedSubject(new TokenClaims(claims)) ??
        "system:serviceaccount:NAMESPACE:SERVICEACCOUNT of the kubernetes.io claim",
    ),
  }),
};

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** What a token says, whether it is true or not. */
export interface DecodedToken {
  /** How many parts there are between dots. */
  readonly partCount: number;
  /** Its header, empty where it can't be read. */
  readonly header: Claims;
  /** Its claims, empty where they can't be read. */
  readonly claims: Claims;
}

/** Reads what a token says and believes none of it: for its owner to look at. */
export function decodeToken(token: string): DecodedToken {
  const parts = token.split(".");
  return { partCount: parts.length, header: decodePart(parts[0]), claims: decodePart(parts[1]) };
}

function decodePart(part = ""): Claims {
  const content = parseJson(Buffer.from(part, "base64url"));
  return typeof content === "object" && content !== null ? (content as Claims) : {};
}

const maxLength = 200;

/**
 * Writes a value of a token's for a person: as JSON, of a bounded length, and without characters that a terminal
 * could take for orders.
 */
export function quoteValue(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  const text = JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > maxLength ? `${text.slice(0, maxLength)}... (cut)` : text;
}

/**
 * Writes a claim that is a time for a person.
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
