import { podIdentityAudience } from "../../kubernetes/pod-identity-audience.ts";
import { type ClaimRules, expectedSubject, isTime, leewaySeconds } from "../claim-checks.ts";
import { TokenClaims } from "../token-claims.ts";
import type { TokenCheck } from "../token-error.ts";
import { signatureAlgorithms } from "../verify-signature.ts";
import type { DecodedToken } from "./decode-token.ts";
import { quoteTime, quoteValue } from "./quote-value.ts";

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
