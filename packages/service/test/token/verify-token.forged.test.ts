import { createHmac } from "node:crypto";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { exportSPKI, importJWK } from "jose";
import { describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import type { KeySource } from "../../src/keys/key-source.ts";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, sign, startTestIssuer, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();
const { trusted } = issuer;
const otherKey = await generateSigningKey("RS256");

async function failedCheck(token: string): Promise<string> {
  const error = await verifyToken(token, trusted, moment).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InvalidTokenError);
  return (error as InvalidTokenError).check;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

describe("a token is rejected for its algorithm:", () => {
  test.each(["none", "None", "NONE", "nOnE"])("%s", async (alg) => {
    const unsigned = `${encode({ alg, kid: issuer.rsa.id })}.${encode(issuer.claims())}.`;
    expect(await failedCheck(unsigned)).toBe("algorithm");
    const [, , signature] = (await sign(issuer.claims(), issuer.rsa)).split(".");
    expect(await failedCheck(unsigned + signature)).toBe("algorithm");
  });

  test.each(["PEM", "DER", "JWK", "modulus"])(
    "HS256 with the public key, as %s, as its secret",
    async (form) => {
      const { publicJwk, id } = issuer.rsa;
      const pem = await exportSPKI(
        (await importJWK({ ...publicJwk, ext: true }, "RS256")) as Parameters<typeof exportSPKI>[0],
      );
      const secret = {
        PEM: pem,
        DER: Buffer.from(pem.replaceAll(/-----.*?-----|\s/g, ""), "base64"),
        JWK: JSON.stringify(publicJwk),
        modulus: Buffer.from(publicJwk.n ?? "", "base64url"),
      }[form];
      const input = `${encode({ alg: "HS256", kid: id })}.${encode(issuer.claims())}`;
      const signature = createHmac("sha256", secret as string)
        .update(input)
        .digest("base64url");
      expect(await failedCheck(`${input}.${signature}`)).toBe("algorithm");
    },
  );

  test.each(["PS256", "RS384", "EdDSA"])("%s, which Kubernetes does not use", async (algorithm) => {
    const key = await generateSigningKey(algorithm as "RS256");
    expect(await failedCheck(await sign(issuer.claims(), key))).toBe("algorithm");
  });
});

describe("a key in the header", () => {
  test.each<[string, () => Record<string, unknown>]>([
    ["jwk", () => ({ jwk: otherKey.publicJwk })],
    ["jku", () => ({ jku: `${issuer.issuer}/evil-jwks` })],
    ["x5u", () => ({ x5u: `${issuer.issuer}/evil-certificate` })],
    ["x5c", () => ({ x5c: ["MIIB"] })],
  ])("%s is ignored", async (_name, headers) => {
    const before = issuer.requests.length;
    const withOwnId = await sign(issuer.claims(), otherKey, headers());
    const withIssuersId = await sign(issuer.claims(), { ...otherKey, id: issuer.rsa.id }, headers());
    expect(await failedCheck(withOwnId)).toBe("key");
    expect(await failedCheck(withIssuersId)).toBe("signature");
    expect(issuer.requests.slice(before).filter((path) => path.includes("evil"))).toEqual([]);
  });
});

describe("a token is rejected if its kid", () => {
  test("is missing, even if there is only one key", async () => {
    const single = await startTestIssuer();
    single.keys = [single.rsa];
    const token = await sign(single.claims(), single.rsa, { kid: undefined });
    await expect(verifyToken(token, single.trusted, moment)).rejects.toMatchObject({ check: "key" });
    await single.stop();
  });

  test.each<[string, unknown]>([
    ["is empty", ""],
    ["is a number", 0],
    ["is a list", ["a"]],
    ["is a path", "../../etc/passwd"],
    ["is a URL", "http://127.0.0.1/key"],
    ["is a query", "' OR 1=1 --"],
    ["is a property of every object", "__proto__"],
  ])("%s", async (_name, kid) => {
    expect(await failedCheck(await sign(issuer.claims(), issuer.rsa, { kid }))).toBe("key");
  });

  test.each([undefined, "", 0])("is %j, even if a key source would find a key", async (kid) => {
    const { publicJwk } = issuer.ec;
    const trusting: KeySource = async () => importJWK(publicJwk, "ES256") as ReturnType<KeySource>;
    const verify = async (headers: object) =>
      verifyToken(
        await sign(issuer.claims(), issuer.ec, { ...headers }),
        { ...trusted, keys: trusting },
        moment,
      );
    await expect(verify({})).resolves.toBeDefined();
    await expect(verify({ kid })).rejects.toMatchObject({ check: "key" });
  });

  test("is another cluster's", async () => {
    const other = await startTestIssuer();
    expect(await failedCheck(await sign(issuer.claims(), other.rsa))).toBe("key");
    expect(await failedCheck(await sign(issuer.claims(), { ...other.rsa, id: issuer.rsa.id }))).toBe(
      "signature",
    );
    await other.stop();
  });

  test("is that of a key of another type", async () => {
    expect(await failedCheck(await sign(issuer.claims(), { ...issuer.ec, id: issuer.rsa.id }))).toBe("key");
  });

  test("is that of two keys", async () => {
    const other = await startTestIssuer();
    const twin = { ...otherKey.publicJwk, kid: other.rsa.id };
    other.keys = [other.rsa, { ...other.rsa, publicJwk: twin }];
    const token = await sign(other.claims(), other.rsa);
    await expect(verifyToken(token, other.trusted, moment)).rejects.toMatchObject({
      check: "key",
      message: "Several of the issuer's keys match the kid and alg headers.",
    });
    await other.stop();
  });
});

test("a token is rejected with another signature, another payload, or no signature", async () => {
  const [header, payload, signature] = (await sign(issuer.claims(), issuer.rsa)).split(".");
  const [, , foreign] = (await sign(issuer.claims({ jti: "other" }), issuer.rsa)).split(".");
  const richer = encode(issuer.claims({ sub: "system:serviceaccount:kube-system:admin" }));
  expect(await failedCheck(`${header}.${payload}.${foreign}`)).toBe("signature");
  expect(await failedCheck(`${header}.${richer}.${signature}`)).toBe("signature");
  expect(await failedCheck(`${header}.${payload}.`)).toBe("signature");
});

test.each(["=", "==", " ", "\n"])(
  "a good signature followed by %j is rejected, so that each token has one text",
  async (more) => {
    expect(await failedCheck((await sign(issuer.claims(), issuer.ec)) + more)).toBe("format");
  },
);

test("a good signature with unused bits set is rejected", async () => {
  const token = await sign(issuer.claims(), issuer.ec);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet[alphabet.indexOf(token.at(-1) ?? "") + 1];
  expect(await failedCheck(`${token.slice(0, -1)}${last}`)).toBe("format");
});

test("an ECDSA signature of zeros is rejected", async () => {
  const [header, payload] = (await sign(issuer.claims(), issuer.ec)).split(".");
  expect(await failedCheck(`${header}.${payload}.${Buffer.alloc(64).toString("base64url")}`)).toBe(
    "signature",
  );
});
