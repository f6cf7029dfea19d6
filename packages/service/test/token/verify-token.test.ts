import { stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, now, sign, startTestIssuer, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();
const { trusted } = issuer;

function verify(token: string) {
  return verifyToken(token, trusted, moment);
}

async function rejectionOf(token: string): Promise<InvalidTokenError> {
  const error = await verify(token).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InvalidTokenError);
  return error as InvalidTokenError;
}

describe("a good token", () => {
  test.each(["rsa", "ec"] as const)("signed by the issuer's %s key is accepted", async (key) => {
    expect(await verify(await sign(issuer.claims(), issuer[key]))).toEqual({
      namespace: "shop",
      serviceAccount: "cart",
      pod: { name: "cart-0", uid: "uid-0" },
    });
  });

  test.each(["ES384", "ES512"])("can be signed with %s", async (algorithm) => {
    const key = await generateSigningKey(algorithm as "ES256");
    const other = await startTestIssuer();
    other.keys = [key];
    const token = await sign(other.claims(), key);
    expect((await verifyToken(token, other.trusted, moment)).serviceAccount).toBe("cart");
    await other.stop();
  });

  test("can have several audiences", async () => {
    const claims = issuer.claims({ aud: ["sts.amazonaws.com", "pods.eks.amazonaws.com"] });
    await expect(verify(await sign(claims, issuer.rsa))).resolves.toBeDefined();
  });

  test("can have a lifetime of 24 h", async () => {
    await expect(verify(await sign(issuer.claims({ exp: now + 86_400 }), issuer.rsa))).resolves.toBeDefined();
  });
});

describe("a token is rejected for its format:", () => {
  test.each(["a.b.c", "..", "a", `${"e30".repeat(1000)}.x.y`])("%.20s", async (token) => {
    expect((await rejectionOf(token)).check).toBe("format");
  });

  test.each([
    { crit: ["urn:test"], "urn:test": true },
    { crit: ["b64"], b64: true },
  ])("a critical header, %j", async (headers) => {
    const token = await sign(issuer.claims(), issuer.rsa, headers);
    expect((await rejectionOf(token)).check).toBe("format");
  });
});

test("no error holds any part of the token, or a cause that could", async () => {
  const token = await sign(issuer.claims({ aud: "canary-audience" }), issuer.rsa);
  const error = await rejectionOf(token);
  expect(error.cause).toBeUndefined();
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/canary|eyJ/);
});
