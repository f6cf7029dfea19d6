import { anyCharacter } from "@eks-auth/test-kit/any-character";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inspectToken } from "../../src/token/inspect-token.ts";
import { ExpiredTokenError, InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, now, sign, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();
const { trusted } = issuer;
const good = await sign(issuer.claims(), issuer.ec);

/** Verifies and inspects a token. Only the documented errors are allowed, and both must agree. Returns if it is accepted. */
async function isAccepted(token: string): Promise<boolean> {
  const error = await verifyToken(token, trusted, moment).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error !== undefined && !(error instanceof InvalidTokenError || error instanceof ExpiredTokenError)) {
    throw error;
  }
  const { accepted, checks } = await inspectToken(token, trusted, moment);
  expect(accepted).toBe(error === undefined);
  expect(checks.find(({ status }) => status === "failed")?.check).toBe(error?.check);
  return accepted;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part) ?? "").toString("base64url");
}

test("random texts are rejected as invalid", async () => {
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.stringMatching(/^[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]+$/),
    fc.array(fc.string(), { maxLength: 5 }).map((parts) => parts.join(".")),
  );
  await fc.assert(
    fc.asyncProperty(text, async (token) => {
      expect(await isAccepted(token)).toBe(false);
    }),
    { numRuns: randomRuns({ short: 100, long: 1_000 }) },
  );
});

test("a good token with a character changed, added or removed is rejected as invalid", async () => {
  const mutation = fc.record({
    position: fc.nat(10_000),
    removed: fc.constantFrom(0, 1),
    added: fc.constantFrom("", "A", "_", ".", "=", "+", "/", " ", "\n", "\0", "é"),
  });
  await fc.assert(
    fc.asyncProperty(mutation, async ({ position, removed, added }) => {
      const at = position % good.length;
      const mutated = good.slice(0, at) + added + good.slice(at + removed);
      expect(await isAccepted(mutated)).toBe(mutated === good);
    }),
    { numRuns: randomRuns({ short: 100, long: 1_000 }) },
  );
});

test("random headers and claims are rejected as invalid", async () => {
  const value = fc.jsonValue({ maxDepth: 2 });
  const header = fc.record(
    {
      alg: fc.oneof(value, fc.constantFrom("none", "HS256", "RS256", "ES256")),
      kid: fc.oneof(value, fc.constantFrom("rsa", "ec")),
      crit: value,
      b64: value,
      jwk: value,
      typ: value,
      zip: value,
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(header, value, fc.string(), async (headers, claims, signature) => {
      const kid = headers.kid === "rsa" ? issuer.rsa.id : headers.kid === "ec" ? issuer.ec.id : headers.kid;
      expect(await isAccepted(`${encode({ ...headers, kid })}.${encode(claims)}.${encode(signature)}`)).toBe(
        false,
      );
    }),
    { numRuns: randomRuns({ short: 100, long: 1_000 }) },
  );
});

test("verification and inspection agree on random claims with a good signature", async () => {
  const time = fc.oneof(
    fc.integer({ min: now - 90_000, max: now + 90_000 }),
    fc.constantFrom(now - 61, now - 60, now - 59, now + 59, now + 60, now + 61, now + 86_460, 1e300),
    fc.jsonValue(),
  );
  const changes = fc.record(
    {
      iss: fc.jsonValue(),
      aud: fc.oneof(fc.jsonValue(), fc.constant("pods.eks.amazonaws.com")),
      sub: fc.oneof(fc.jsonValue(), fc.constant("system:serviceaccount:shop:cart")),
      iat: time,
      nbf: time,
      exp: time,
      "kubernetes.io": fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      await isAccepted(await sign(issuer.claims(changed), issuer.ec));
    }),
    { numRuns: randomRuns({ short: 100, long: 1_000 }) },
  );
});
