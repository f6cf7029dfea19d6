import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { stopClock } from "../stopped-clock.ts";
import { claimsWith, refusedClaims } from "./refused-claims.ts";
import { sign, startTestIssuer, type TestIssuer } from "./test-issuer.ts";

stopClock();

/** The time that all tokens here are judged by, in seconds since 1970; not the machine's. */
const now = 1_700_000_000;

let issuer: TestIssuer;
let trusted: TokenIssuer;

beforeAll(async () => {
  issuer = await startTestIssuer();
  trusted = { issuer: issuer.issuer, keys: createIssuerKeys(issuer.issuer) };
});
afterAll(() => issuer.stop());

function verify(token: string) {
  return verifyToken(token, trusted, new Date(now * 1000));
}

async function refusalOf(token: string): Promise<InvalidTokenError> {
  const error = await verify(token).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InvalidTokenError);
  return error as InvalidTokenError;
}

describe("a good token", () => {
  test.each(["rsa", "ec"] as const)("signed by the issuer's %s key is read", async (key) => {
    expect(await verify(await sign(issuer.claims(now), issuer[key]))).toEqual({
      namespace: "shop",
      serviceAccount: "cart",
      pod: { name: "cart-0", uid: "uid-0" },
    });
  });

  test.each(["ES384", "ES512"])("may be signed with %s", async (algorithm) => {
    const key = await generateSigningKey(algorithm as "ES256");
    const other = await startTestIssuer();
    other.keys = [key];
    const keys = { issuer: other.issuer, keys: createIssuerKeys(other.issuer) };
    const token = await sign(other.claims(now), key);
    expect((await verifyToken(token, keys, new Date(now * 1000))).serviceAccount).toBe("cart");
    await other.stop();
  });

  test("may have several audiences", async () => {
    const claims = claimsWith(issuer, now, { aud: ["sts.amazonaws.com", "pods.eks.amazonaws.com"] });
    await expect(verify(await sign(claims, issuer.rsa))).resolves.toBeDefined();
  });

  test("may live 24 hours", async () => {
    await expect(
      verify(await sign(claimsWith(issuer, now, { exp: now + 86_400 }), issuer.rsa)),
    ).resolves.toBeDefined();
  });
});

describe("a token is refused for its claims:", () => {
  test.each(refusedClaims)("$name", async ({ change, check, reason }) => {
    const refusal = await refusalOf(
      await sign(claimsWith(issuer, now, change(issuer.issuer, now)), issuer.rsa),
    );
    expect(refusal.check).toBe(check);
    expect(refusal.message).toContain(reason);
  });
});

describe("the longest life of a token is", () => {
  async function lives(seconds: number, maxTokenLifetimeSeconds?: number): Promise<unknown> {
    const token = await sign(claimsWith(issuer, now, { exp: now + seconds }), issuer.rsa);
    const settled = verifyToken(token, { ...trusted, maxTokenLifetimeSeconds }, new Date(now * 1000));
    return settled.then(
      () => "accepted",
      (error: InvalidTokenError) => error.check,
    );
  }

  test("24 h and 60 s of slack", async () => {
    expect(await lives(86_460)).toBe("accepted");
    expect(await lives(86_461)).toBe("lifetime");
    expect(await lives(172_800)).toBe("lifetime");
  });

  test("what the cluster says, and 60 s of slack", async () => {
    expect(await lives(660, 600)).toBe("accepted");
    expect(await lives(661, 600)).toBe("lifetime");
    expect(await lives(172_800, 172_800)).toBe("accepted");
  });
});

describe("with a leeway of 60 s", () => {
  test.each([
    [59, "accepted"],
    [61, "ExpiredTokenError"],
  ])("a token that ended %i s ago is %s", async (seconds, outcome) => {
    const times = { iat: now - 3600 - seconds, nbf: now - 3600 - seconds, exp: now - seconds };
    expect(await outcomeOf(times)).toBe(outcome);
  });

  test.each([
    ["nbf", 59, "accepted"],
    ["nbf", 61, "InvalidTokenError"],
    ["iat", 59, "accepted"],
    ["iat", 61, "InvalidTokenError"],
  ])("a token whose %s is %i s ahead is %s", async (claim, seconds, outcome) => {
    expect(await outcomeOf({ [claim]: now + seconds })).toBe(outcome);
  });

  async function outcomeOf(changes: Record<string, unknown>): Promise<string> {
    return verify(await sign(claimsWith(issuer, now, changes), issuer.rsa)).then(
      () => "accepted",
      (error: Error) => error.name,
    );
  }
});

describe("a token is refused for its form:", () => {
  test.each(["a.b.c", "..", "a", `${"e30".repeat(1000)}.x.y`])("%.20s", async (token) => {
    expect((await refusalOf(token)).check).toBe("format");
  });

  test.each([
    { crit: ["urn:test"], "urn:test": true },
    { crit: ["b64"], b64: true },
  ])("a critical header, %j", async (headers) => {
    const token = await sign(issuer.claims(now), issuer.rsa, headers);
    expect((await refusalOf(token)).check).toBe("format");
  });
});

test("no refusal holds anything of the token, nor a cause that could", async () => {
  const token = await sign(claimsWith(issuer, now, { aud: "canary-audience" }), issuer.rsa);
  const refusal = await refusalOf(token);
  expect(refusal.cause).toBeUndefined();
  expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toMatch(/canary|eyJ/);
});
