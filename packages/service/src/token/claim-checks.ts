import type { TokenIssuer } from "../keys/key-source.ts";
import { podIdentityAudience, serviceAccountSubject } from "../names/kubernetes.ts";
import { object, string } from "../validation/index.ts";
import type { Claims, TokenClaims } from "./token-claims.ts";
import { ExpiredTokenError, InvalidTokenError, type TokenCheck } from "./token-error.ts";

/** Tolerated difference between clocks. */
export const leewaySeconds = 60;

/** The lifetime that the kubelet requests. */
const defaultMaxLifetimeSeconds = 86_400;

/** How much longer a lifetime can be than the configured limit: issuers round, or add a few seconds. */
export const lifetimeSlackSeconds = 60;

/** Which audiences a token must have. */
export interface AudienceRule {
  readonly name: string;
  /** Whether it must be the only one. */
  readonly isOnly: boolean;
}

/** What the claims are compared with. */
export interface ClaimRules {
  readonly issuer: string;
  /** The configured limit, without {@link lifetimeSlackSeconds}. */
  readonly maxLifetimeSeconds: number;
  readonly audience: AudienceRule;
  /** The time of the check, in seconds since 1970. */
  readonly now: number;
}

/**
 * Returns the rules for the claims of an issuer's tokens at a moment.
 *
 * @param audience - by default that of pods' tokens
 */
export function claimRulesOf(
  { issuer, maxTokenLifetimeSeconds, strictAudience = false }: Omit<TokenIssuer, "keys">,
  now: Date,
  audience: AudienceRule = { name: podIdentityAudience, isOnly: strictAudience },
): ClaimRules {
  return {
    issuer,
    audience,
    maxLifetimeSeconds: maxTokenLifetimeSeconds ?? defaultMaxLifetimeSeconds,
    now: Math.floor(now.getTime() / 1000),
  };
}

interface ClaimCheck {
  readonly check: TokenCheck;
  /** @throws InvalidTokenError or ExpiredTokenError if the claims fail the check */
  readonly require: (token: TokenClaims, rules: ClaimRules) => void;
}

/** The checks of a token's claims, in order. Each can be made without the others. */
export const claimChecks: readonly ClaimCheck[] = [
  {
    check: "issuer",
    require({ claims: { iss } }, { issuer }) {
      if (iss !== issuer) {
        throw new InvalidTokenError("issuer", "The iss claim is not the cluster's issuer.");
      }
    },
  },
  {
    check: "audience",
    require({ claims: { aud } }, { audience: { name, isOnly } }) {
      const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
      if (!audiences.includes(name)) {
        throw new InvalidTokenError("audience", `The aud claim does not contain ${name}.`);
      }
      if (isOnly && audiences.length > 1) {
        throw new InvalidTokenError(
          "audience",
          `The aud claim contains more than ${name}, which must be the only one. Remove the others from the token's volume.`,
        );
      }
    },
  },
  {
    check: "not before",
    require({ claims: { nbf = 0, iat = 0 } }, { now }) {
      const latest = now + leewaySeconds;
      if (!(isTime(nbf) && nbf <= latest)) {
        throw new InvalidTokenError("not before", "The nbf claim is malformed or in the future.");
      }
      if (isTime(iat) && iat > latest) {
        throw new InvalidTokenError("not before", "The iat claim is in the future.");
      }
    },
  },
  {
    check: "expiry",
    require({ claims: { exp } }, { now }) {
      if (!isTime(exp)) {
        throw new InvalidTokenError("expiry", "The exp claim is missing or malformed.");
      }
      if (exp <= now - leewaySeconds) {
        throw new ExpiredTokenError();
      }
    },
  },
  {
    check: "lifetime",
    require({ claims: { iat, exp } }, { maxLifetimeSeconds }) {
      if (!(isTime(iat) && isTime(exp))) {
        throw new InvalidTokenError("lifetime", "The iat or the exp claim is missing or malformed.");
      }
      if (exp - iat > maxLifetimeSeconds + lifetimeSlackSeconds) {
        throw new InvalidTokenError(
          "lifetime",
          `The token's lifetime is longer than ${maxLifetimeSeconds} s.`,
        );
      }
    },
  },
  { check: "claims", require: (token) => void token.subject },
  {
    check: "subject",
    require({ claims }) {
      const expected = expectedSubject(claims);
      if (expected === undefined || claims.sub !== expected) {
        throw new InvalidTokenError("subject", "The sub claim does not match the kubernetes.io claim.");
      }
    },
  },
];

const namesSchema = object({
  "kubernetes.io": object({ namespace: string(), serviceaccount: object({ name: string() }) }),
});

/**
 * Returns the `sub` claim that matches the namespace and the service account of the claims of Kubernetes, or undefined
 * if one of them is missing. The other claims, such as the pod, and the form of the names have their own check.
 */
export function expectedSubject(claims: Claims): string | undefined {
  const { value: names } = namesSchema.validate(claims);
  if (names === undefined) {
    return undefined;
  }
  const { namespace, serviceaccount } = names["kubernetes.io"];
  return serviceAccountSubject(namespace, serviceaccount.name);
}

/** Whether a claim is a time in seconds since 1970. JSON can hold numbers that are parsed as infinite. */
export function isTime(claim: unknown): claim is number {
  return Number.isFinite(claim);
}
