import { exportSPKI, importJWK, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/signing-key.ts";
import { createIssuerKeys } from "../../src/token/issuer-keys.ts";
import { ExpiredTokenError, InvalidTokenError } from "../../src/token/token-error.ts";
import { type TokenIssuer, verifyToken } from "../../src/token/verify-token.ts";
import { sign, startTestIssuer, type TestIssuer } from "./test-issuer.ts";

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

/** The claims of a good token, with changes; `undefined` removes a claim. */
function claimsWith(changes: Record<string, unknown>): JWTPayload {
  return JSON.parse(JSON.stringify({ ...issuer.claims(now), ...changes }));
}

function nested(changes: Record<string, unknown>): Record<string, unknown> {
  return { "kubernetes.io": { ...(issuer.claims(now)["kubernetes.io"] as object), ...changes } };
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
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
    const claims = claimsWith({ aud: ["sts.amazonaws.com", "pods.eks.amazonaws.com"] });
    await expect(verify(await sign(claims, issuer.rsa))).resolves.toBeDefined();
  });

  test("may live 24 hours", async () => {
    await expect(verify(await sign(claimsWith({ exp: now + 86_400 }), issuer.rsa))).resolves.toBeDefined();
  });

  test("may come 59 s after its end, or before its start", async () => {
    const late = claimsWith({ iat: now - 3659, nbf: now - 3659, exp: now - 59 });
    const early = claimsWith({ iat: now + 59, nbf: now + 59 });
    await expect(verify(await sign(late, issuer.rsa))).resolves.toBeDefined();
    await expect(verify(await sign(early, issuer.rsa))).resolves.toBeDefined();
  });
});

test("a token 61 s after its end has expired", async () => {
  const token = await sign(claimsWith({ iat: now - 3661, nbf: now - 3661, exp: now - 61 }), issuer.rsa);
  await expect(verify(token)).rejects.toEqual(new ExpiredTokenError());
});

describe("a token is refused for its claims:", () => {
  test.each<[string, () => Record<string, unknown>, string, string]>([
    [
      "issuer",
      () => ({ iss: "https://other.example" }),
      "issuer",
      "The iss claim is not the cluster's issuer.",
    ],
    ["issuer with a slash", () => ({ iss: `${issuer.issuer}/` }), "issuer", "The iss claim is not"],
    ["no issuer", () => ({ iss: undefined }), "issuer", "The iss claim is not"],
    [
      "audience",
      () => ({ aud: ["sts.amazonaws.com"] }),
      "audience",
      "does not contain pods.eks.amazonaws.com.",
    ],
    ["similar audience", () => ({ aud: "pods.eks.amazonaws.com.evil" }), "audience", "does not contain"],
    ["no audience", () => ({ aud: undefined }), "audience", "does not contain"],
    ["nbf 61 s ahead", () => ({ nbf: now + 61 }), "not before", "malformed or in the future."],
    ["nbf that is no number", () => ({ nbf: "soon" }), "not before", "malformed or in the future."],
    ["no exp", () => ({ exp: undefined }), "claims", "Claims are missing or malformed: exp."],
    ["exp that is no number", () => ({ exp: "late" }), "claims", "Claims are missing or malformed: exp."],
    ["no iat", () => ({ iat: undefined }), "claims", "Claims are missing or malformed: iat."],
    ["48 h", () => ({ exp: now + 172_800 }), "lifetime", "The token lives longer than 86460 s."],
    ["no sub", () => ({ sub: undefined }), "claims", "Claims are missing or malformed: sub."],
    ["malformed sub", () => ({ sub: "system:serviceaccount:shop" }), "subject", "disagrees"],
    ["sub with more", () => ({ sub: "system:serviceaccount:shop:cart:x" }), "subject", "disagrees"],
    ["another service account", () => ({ sub: "system:serviceaccount:shop:till" }), "subject", "disagrees"],
    ["another namespace", () => nested({ namespace: "bank" }), "subject", "disagrees"],
    ["another nested account", () => nested({ serviceaccount: { name: "till" } }), "subject", "disagrees"],
    ["namespace with colon", () => nested({ namespace: "a:b" }), "claims", "kubernetes.io/namespace."],
    ["no nested claims", () => ({ "kubernetes.io": undefined }), "claims", "malformed: kubernetes.io."],
    ["no pod", () => nested({ pod: undefined }), "claims", "malformed: kubernetes.io/pod."],
    ["no pod name", () => nested({ pod: { uid: "u" } }), "claims", "malformed: kubernetes.io/pod/name."],
    ["no pod UID", () => nested({ pod: { name: "p" } }), "claims", "malformed: kubernetes.io/pod/uid."],
    ["empty pod UID", () => nested({ pod: { name: "p", uid: "" } }), "claims", "kubernetes.io/pod/uid."],
  ])("%s", async (_name, changes, check, reason) => {
    const refusal = await refusalOf(await sign(claimsWith(changes()), issuer.rsa));
    expect(refusal.check).toBe(check);
    expect(refusal.message).toContain(reason);
  });
});

describe("a token is refused for its signature:", () => {
  test("alg none", async () => {
    for (const alg of ["none", "None", "NONE"]) {
      const token = `${encode({ alg, kid: issuer.rsa.id })}.${encode(issuer.claims(now))}.`;
      expect((await refusalOf(token)).check).toBe("algorithm");
    }
  });

  test("HS256 with the public key as its secret", async () => {
    const pem = await exportSPKI(
      (await importJWK({ ...issuer.rsa.publicJwk, ext: true }, "RS256")) as Parameters<typeof exportSPKI>[0],
    );
    const token = await new SignJWT(issuer.claims(now))
      .setProtectedHeader({ alg: "HS256", kid: issuer.rsa.id })
      .sign(new TextEncoder().encode(pem));
    expect((await refusalOf(token)).check).toBe("algorithm");
  });

  test("an algorithm that Kubernetes doesn't use", async () => {
    const key = await generateSigningKey("PS256" as "RS256");
    expect((await refusalOf(await sign(issuer.claims(now), key))).check).toBe("algorithm");
  });

  test("a key of its own, embedded or linked to", async () => {
    const key = await generateSigningKey("RS256");
    const before = issuer.requests.length;
    for (const headers of [
      { jwk: key.publicJwk },
      { jku: `${issuer.issuer}/evil-jwks` },
      { x5u: `${issuer.issuer}/evil-certificate` },
      { x5c: ["MIIB"] },
    ]) {
      const underOwnId = await refusalOf(await sign(issuer.claims(now), key, headers));
      const underIssuersId = await refusalOf(
        await sign(issuer.claims(now), { ...key, id: issuer.rsa.id }, headers),
      );
      expect([underOwnId.check, underIssuersId.check]).toEqual(["key", "signature"]);
    }
    expect(issuer.requests.slice(before).filter((path) => path.includes("evil"))).toEqual([]);
  });

  test("an unknown kid", async () => {
    const refusal = await refusalOf(await sign(issuer.claims(now), issuer.rsa, { kid: "../../etc/passwd" }));
    expect([refusal.check, refusal.message]).toEqual([
      "key",
      "None of the issuer's keys fits the kid and alg headers.",
    ]);
  });

  test("the kid of a key of another type", async () => {
    const token = await sign(issuer.claims(now), { ...issuer.ec, id: issuer.rsa.id });
    expect((await refusalOf(token)).check).toBe("key");
  });

  test("a kid that two keys have", async () => {
    const other = await startTestIssuer();
    const twin = { ...(await generateSigningKey("RS256")).publicJwk, kid: other.rsa.id };
    other.keys = [other.rsa, { ...other.rsa, publicJwk: twin }];
    const keys = { issuer: other.issuer, keys: createIssuerKeys(other.issuer) };
    const token = await sign(other.claims(now), other.rsa);
    await expect(verifyToken(token, keys, new Date(now * 1000))).rejects.toMatchObject({ check: "key" });
    await other.stop();
  });

  test("another signature, another payload", async () => {
    const [header, payload, signature] = (await sign(issuer.claims(now), issuer.rsa)).split(".");
    const [, , foreign] = (await sign(claimsWith({ jti: "other" }), issuer.rsa)).split(".");
    const richer = encode(claimsWith({ sub: "system:serviceaccount:kube-system:admin" }));
    expect((await refusalOf(`${header}.${payload}.${foreign}`)).check).toBe("signature");
    expect((await refusalOf(`${header}.${richer}.${signature}`)).check).toBe("signature");
    expect((await refusalOf(`${header}.${payload}.`)).check).toBe("signature");
  });
});

describe("a token is refused for its form:", () => {
  test.each(["a.b.c", "..", "a", `${"e30".repeat(1000)}.x.y`])("%.20s", async (token) => {
    expect((await refusalOf(token)).check).toBe("format");
  });

  test("a critical header", async () => {
    const token = await sign(issuer.claims(now), issuer.rsa, { crit: ["urn:test"], "urn:test": true });
    expect((await refusalOf(token)).check).toBe("format");
  });
});

test("no refusal holds anything of the token, nor a cause that could", async () => {
  const token = await sign(claimsWith({ aud: "canary-audience" }), issuer.rsa);
  const refusal = await refusalOf(token);
  expect(refusal.cause).toBeUndefined();
  expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toMatch(/canary|eyJ/);
});
