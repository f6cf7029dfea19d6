import { stopClock } from "@eks-auth/test-kit/clocks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { claimsWith, refusedClaims } from "./refused-claims.ts";
import { sign, startTestIssuer, type TestIssuer } from "./test-issuer.ts";

stopClock();

/** The time of all checks, in seconds since 1970. */
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

describe("a token is rejected for its claims:", () => {
  test.each(refusedClaims)("$name", async ({ change, check, reason }) => {
    const token = await sign(claimsWith(issuer, now, change(issuer.issuer, now)), issuer.rsa);
    const error = await verify(token).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InvalidTokenError);
    expect(error).toMatchObject({ code: "token_invalid", check, message: expect.stringContaining(reason) });
  });
});

describe("the longest lifetime of a token is", () => {
  async function checkLifetime(seconds: number, maxTokenLifetimeSeconds?: number): Promise<unknown> {
    const token = await sign(claimsWith(issuer, now, { exp: now + seconds }), issuer.rsa);
    return verifyToken(token, { ...trusted, maxTokenLifetimeSeconds }, new Date(now * 1000)).then(
      () => "accepted",
      (error: InvalidTokenError) => error.check,
    );
  }

  test("24 h and 60 s of slack", async () => {
    expect(await checkLifetime(86_460)).toBe("accepted");
    expect(await checkLifetime(86_461)).toBe("lifetime");
    expect(await checkLifetime(172_800)).toBe("lifetime");
  });

  test("that of the cluster and 60 s of slack", async () => {
    expect(await checkLifetime(660, 600)).toBe("accepted");
    expect(await checkLifetime(661, 600)).toBe("lifetime");
    expect(await checkLifetime(172_800, 172_800)).toBe("accepted");
  });
});

describe("with a leeway of 60 s", () => {
  test.each([
    [59, "accepted"],
    [61, "ExpiredTokenError"],
  ])("a token that expired %i s ago is %s", async (seconds, result) => {
    const times = { iat: now - 3600 - seconds, nbf: now - 3600 - seconds, exp: now - seconds };
    expect(await resultOf(times)).toBe(result);
  });

  test.each([
    ["nbf", 59, "accepted"],
    ["nbf", 61, "InvalidTokenError"],
    ["iat", 59, "accepted"],
    ["iat", 61, "InvalidTokenError"],
  ])("a token whose %s is %i s ahead is %s", async (claim, seconds, result) => {
    expect(await resultOf({ [claim]: now + seconds })).toBe(result);
  });

  async function resultOf(changes: Record<string, unknown>): Promise<string> {
    return verify(await sign(claimsWith(issuer, now, changes), issuer.rsa)).then(
      () => "accepted",
      (error: Error) => error.name,
    );
  }
});
