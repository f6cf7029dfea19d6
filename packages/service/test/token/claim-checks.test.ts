import { stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { refusedClaims } from "./refused-claims.ts";
import { moment, now, sign, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();
const { trusted } = issuer;

describe("a token is rejected for its claims:", () => {
  test.each(refusedClaims)("$name", async ({ change, check, reason }) => {
    const token = await sign(issuer.claims(change(issuer.issuer)), issuer.rsa);
    const error = await verifyToken(token, trusted, moment).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InvalidTokenError);
    expect(error).toMatchObject({ code: "token_invalid", check, message: expect.stringContaining(reason) });
  });
});

describe("the longest lifetime of a token is", () => {
  async function checkLifetime(seconds: number, maxTokenLifetimeSeconds?: number): Promise<unknown> {
    const token = await sign(issuer.claims({ exp: now + seconds }), issuer.rsa);
    return verifyToken(token, { ...trusted, maxTokenLifetimeSeconds }, moment).then(
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

test.each<[string, unknown, string, string]>([
  ["the audience", ["pods.eks.amazonaws.com"], "accepted", "accepted"],
  ["the audience as text", "pods.eks.amazonaws.com", "accepted", "accepted"],
  ["another one too", ["pods.eks.amazonaws.com", "https://other.example"], "accepted", "audience"],
  ["the audience twice", ["pods.eks.amazonaws.com", "pods.eks.amazonaws.com"], "accepted", "audience"],
  ["only another one", ["https://other.example"], "audience", "audience"],
])("a token with %s in aud is accepted or rejected as configured", async (_name, aud, byDefault, strict) => {
  const token = await sign(issuer.claims({ aud }), issuer.rsa);
  const results = [false, true].map((strictAudience) =>
    verifyToken(token, { ...trusted, strictAudience }, moment).then(
      () => "accepted",
      (error: InvalidTokenError) => error.check,
    ),
  );
  expect(await Promise.all(results)).toEqual([byDefault, strict]);
});

describe("with a leeway of 60 s", () => {
  test.each([
    [59, "accepted"],
    [60, "ExpiredTokenError"],
    [61, "ExpiredTokenError"],
  ])("a token that expired %i s ago is %s", async (seconds, result) => {
    const times = { iat: now - 3600 - seconds, nbf: now - 3600 - seconds, exp: now - seconds };
    expect(await resultOf(times)).toBe(result);
  });

  test.each([
    ["nbf", 60, "accepted"],
    ["nbf", 61, "InvalidTokenError"],
    ["iat", 60, "accepted"],
    ["iat", 61, "InvalidTokenError"],
  ])("a token whose %s is %i s ahead is %s", async (claim, seconds, result) => {
    expect(await resultOf({ [claim]: now + seconds })).toBe(result);
  });

  async function resultOf(changes: Record<string, unknown>): Promise<string> {
    return verifyToken(await sign(issuer.claims(changes), issuer.rsa), trusted, moment).then(
      () => "accepted",
      (error: Error) => error.name,
    );
  }
});
