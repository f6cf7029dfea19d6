import { createSign, KeyObject } from "node:crypto";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { negateSignature } from "@eks-auth/test-kit/negate-signature";
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
      node: { name: "dev-node", uid: expect.any(String) },
      tokenId: expect.any(String),
      keyId: issuer[key].id,
    });
  });

  test.each(["ES256", "ES384", "ES512"])(
    "of %s is accepted with either of its two signatures",
    async (algorithm) => {
      const key = await generateSigningKey(algorithm as "ES256");
      const other = await startTestIssuer();
      other.keys = [key];
      const token = await sign(other.claims(), key);
      const negated = negateSignature(token);
      expect(negated).not.toBe(token);
      expect(negateSignature(negated)).toBe(token);
      const subjects = await Promise.all(
        [token, negated].map((text) => verifyToken(text, other.trusted, moment)),
      );
      expect(subjects.map(({ serviceAccount }) => serviceAccount)).toEqual(["cart", "cart"]);
      await other.stop();
    },
  );

  test("can have its audience without a list", async () => {
    const claims = issuer.claims({ aud: "pods.eks.amazonaws.com" });
    await expect(verify(await sign(claims, issuer.rsa))).resolves.toBeDefined();
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

/** Signs any bytes as header and payload. */
async function signBytes(header: string | Buffer, payload: string | Buffer): Promise<string> {
  const input = [header, payload].map((part) => Buffer.from(part as string).toString("base64url")).join(".");
  const key = KeyObject.from(issuer.ec.privateKey as Parameters<typeof KeyObject.from>[0]);
  const signature = createSign("sha256").update(input).sign({ key, dsaEncoding: "ieee-p1363" }, "base64url");
  return `${input}.${signature}`;
}

describe("header and claims must have one meaning for every parser:", () => {
  const header = JSON.stringify({ alg: "ES256", kid: issuer.ec.id, typ: "CANARY" });
  const claims = JSON.stringify(issuer.claims({ jti: "CANARY" }));

  test("a token that is signed like this is accepted", async () => {
    await expect(verify(await signBytes(header, claims))).resolves.toBeDefined();
  });

  const bytes = (text: string, hex: string) => {
    const [before = "", after = ""] = text.split("CANARY");
    return Buffer.concat([Buffer.from(before), Buffer.from(hex, "hex"), Buffer.from(after)]);
  };

  test.each<[string, (text: string) => Buffer]>([
    ["a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["a byte that no character has", (text) => bytes(text, "ff")],
    ["an overlong slash", (text) => bytes(text, "c0af")],
    ["half of a surrogate pair", (text) => bytes(text, "eda080")],
    ["a character that is cut off", (text) => bytes(text, "e282")],
  ])("%s is rejected", async (_name, change) => {
    for (const token of [await signBytes(change(header), claims), await signBytes(header, change(claims))]) {
      expect((await rejectionOf(token)).check).toBe("format");
    }
  });

  const subject = '"sub":"system:serviceaccount:shop:cart"';

  test.each<[string, string, string]>([
    ["a claim", subject, `"sub":"system:serviceaccount:shop:till",${subject}`],
    ["the same claim", subject, `${subject},${subject}`],
    ["a claim with an escaped name", subject, `"s\\u0075b":"x",${subject}`],
    ["a nested claim", '"name":"cart"', '"name":"till","name":"cart"'],
  ])("%s that is there twice is rejected, as in Kubernetes", async (_name, once, twice) => {
    expect(claims).toContain(once);
    expect((await rejectionOf(await signBytes(header, claims.replace(once, twice)))).check).toBe("format");
  });

  test("a header that is there twice is rejected", async () => {
    const twice = header.replace('"alg"', '"alg":"none","alg"');
    expect((await rejectionOf(await signBytes(twice, claims))).check).toBe("format");
  });
});

test("no error holds any part of the token, or a cause that could", async () => {
  const token = await sign(issuer.claims({ aud: "canary-audience" }), issuer.rsa);
  const error = await rejectionOf(token);
  expect(error.cause).toBeUndefined();
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/canary|eyJ/);
});
