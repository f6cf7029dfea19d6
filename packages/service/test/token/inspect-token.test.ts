import { stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";
import { explainVerification, inspectToken, type TokenInspection } from "../../src/token/inspect-token.ts";
import { tokenChecks } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { refusedClaims } from "./refused-claims.ts";
import { moment, now, sign, startTestIssuer, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();
const { trusted } = issuer;

/** Inspects a token, and compares the result with that of its verification. The result must not hold parts of the token. */
async function inspect(token: string, from: TokenIssuer = trusted): Promise<TokenInspection> {
  const inspection = await inspectToken(token, from, moment);
  const error = await verifyToken(token, from, moment).then(
    () => undefined,
    (error) => error,
  );
  const failed = inspection.checks.find(({ status }) => status === "failed");
  expect(failed?.check).toBe(error?.name === "IssuerUnavailableError" ? "key" : error?.check);
  expect(inspection.accepted).toBe(error === undefined);
  expect(inspection.checks.every(({ status }) => status === "passed")).toBe(error === undefined);
  expect(inspection.checks.map(({ check }) => check)).toEqual(tokenChecks);
  const verification = { isVerified: error === undefined, failure: error };
  expect(explainVerification(token, from, moment, verification)).toEqual(inspection.checks);
  for (const part of token.split(".").filter((part) => part.length > 3)) {
    expect(JSON.stringify(inspection)).not.toContain(part);
  }
  return inspection;
}

function messagesOf({ checks }: TokenInspection, status: string): string[] {
  return checks
    .filter((inspected) => inspected.status === status)
    .map(({ check, message }) => `${check}: ${message}`.replaceAll(issuer.issuer, "ISSUER"));
}

test("a good token passes all checks, each says what was found", async () => {
  const inspection = await inspect(await sign(issuer.claims(), issuer.rsa));
  expect(messagesOf(inspection, "passed").map((message) => message.replaceAll(issuer.rsa.id, "KID"))).toEqual(
    [
      "format: 3 parts between dots.",
      'algorithm: alg is "RS256".',
      'key: kid is "KID".',
      'signature: a signature for the key "KID".',
      'issuer: iss is "ISSUER".',
      'audience: aud is ["pods.eks.amazonaws.com"].',
      "not before: nbf is 2023-11-14T22:13:20.000Z, 0 s from now; iat is 2023-11-14T22:13:20.000Z, 0 s from now.",
      "expiry: exp is 2023-11-14T23:13:20.000Z, 3600 s from now.",
      "lifetime: exp - iat is 3600 s.",
      'claims: namespace "shop", service account "cart", pod "cart-0", pod UID "uid-0".',
      'subject: sub is "system:serviceaccount:shop:cart".',
    ],
  );
});

describe("it agrees with the verification of a token with", () => {
  test.each(refusedClaims)("$name", async ({ change, check, reason }) => {
    const claims = issuer.claims(change(issuer.issuer));
    const { checks } = await inspect(await sign(claims, issuer.rsa));
    const failed = checks.find(({ status }) => status === "failed");
    expect(failed?.check).toBe(check);
    expect(failed?.code).toBe("token_invalid");
    expect(failed?.message).toContain(reason);
    expect(failed?.message).toMatch(/ Found: .+\. Expected: .+\.$/);
    expect(checks.some(({ status }) => status === "not reached")).toBe(false);
  });

  test.each([-61, -60, -59])("an expiry %i s from now", async (seconds) => {
    await inspect(await sign(issuer.claims({ iat: now - 3600, exp: now + seconds }), issuer.rsa));
  });

  test.each([59, 60, 61])("a start %i s from now", async (seconds) => {
    await inspect(await sign(issuer.claims({ nbf: now + seconds }), issuer.rsa));
  });

  test.each([86_460, 86_461])("a lifetime of %i s", async (seconds) => {
    await inspect(await sign(issuer.claims({ exp: now + seconds }), issuer.rsa));
  });

  test("a lifetime that the cluster allows", async () => {
    const token = await sign(issuer.claims({ exp: now + 172_800 }), issuer.rsa);
    expect((await inspect(token, { ...trusted, maxTokenLifetimeSeconds: 172_800 })).accepted).toBe(true);
  });
});

test("every wrong claim is reported, not only the first", async () => {
  const claims = issuer.claims({
    iss: "https://other.example",
    aud: ["sts.amazonaws.com"],
    exp: now - 100,
  });
  expect(messagesOf(await inspect(await sign(claims, issuer.rsa)), "failed")).toEqual([
    'issuer: The iss claim is not the cluster\'s issuer. Found: iss is "https://other.example". Expected: exactly "ISSUER".',
    'audience: The aud claim does not contain pods.eks.amazonaws.com. Found: aud is ["sts.amazonaws.com"]. Expected: "pods.eks.amazonaws.com", or a list with it.',
    "expiry: The token is past its exp claim. Found: exp is 2023-11-14T22:11:40.000Z, 100 s ago. Expected: a time in the future, or less than 60 s ago.",
  ]);
});

describe("a token that is not bound to a pod fails only the check of its claims:", () => {
  const names = { namespace: "shop", serviceaccount: { name: "cart", uid: "uid-1" } };

  test.each<[string, object, string]>([
    ["unbound", {}, "The token is not bound to a pod."],
    ["bound to a node", { node: { name: "node-0", uid: "uid-2" } }, "bound to a node"],
    ["bound to a secret", { secret: { name: "old", uid: "uid-3" } }, "bound to a secret"],
  ])("%s", async (_name, bound, reason) => {
    const claims = issuer.claims({ "kubernetes.io": { ...names, ...bound } });
    const { accepted, checks } = await inspect(await sign(claims, issuer.rsa));
    expect(accepted).toBe(false);
    expect(checks.filter(({ status }) => status !== "passed").map(({ check }) => check)).toEqual(["claims"]);
    const { message } = checks.find(({ check }) => check === "claims") ?? {};
    expect(message).toContain(reason);
    expect(message).toContain("kubernetes.io/pod");
    expect(message).toContain(
      'Found: namespace "shop", service account "cart", pod missing, pod UID missing.',
    );
  });

  test("the subject is still compared", async () => {
    const claims = issuer.claims({ "kubernetes.io": names, sub: "system:serviceaccount:shop:till" });
    expect(messagesOf(await inspect(await sign(claims, issuer.rsa)), "failed")[1]).toBe(
      'subject: The sub claim does not match the kubernetes.io claim. Found: sub is "system:serviceaccount:shop:till". Expected: "system:serviceaccount:shop:cart".',
    );
  });
});

test("a token without names and without a subject fails the check of the subject, too", async () => {
  const claims = issuer.claims({ "kubernetes.io": undefined, sub: undefined });
  const { checks } = await inspect(await sign(claims, issuer.rsa));
  const failed = checks.filter(({ status }) => status === "failed").map(({ check }) => check);
  expect(failed).toEqual(["claims", "subject"]);
});

test("a name that Kubernetes does not allow does not make the subject wrong", async () => {
  const kubernetes = { namespace: "shop", serviceaccount: { name: "CART" }, pod: { name: "p", uid: "u" } };
  const claims = issuer.claims({ "kubernetes.io": kubernetes, sub: "system:serviceaccount:shop:CART" });
  const { checks } = await inspect(await sign(claims, issuer.rsa));
  expect(checks.filter(({ status }) => status === "failed").map(({ check }) => check)).toEqual(["claims"]);
});

test("an unexpected error of the keys is not a result of a check", async () => {
  const error = new TypeError("bug");
  const token = await sign(issuer.claims(), issuer.rsa);
  const keys = async () => Promise.reject(error);
  await expect(inspectToken(token, { ...trusted, keys }, moment)).rejects.toBe(error);
});

describe("claims are not reached if", () => {
  test("the key is another cluster's", async () => {
    const other = await startTestIssuer();
    const inspection = await inspect(await sign(other.claims(), other.rsa));
    expect(messagesOf(inspection, "failed")).toEqual([
      `key: None of the issuer's keys matches the kid and alg headers. Found: kid is "${other.rsa.id}". Expected: the ID of one key of "ISSUER" for the token's alg.`,
    ]);
    expect(messagesOf(inspection, "not reached")).toHaveLength(8);
    expect(messagesOf(inspection, "not reached")).toContain(
      `issuer: Found: iss is "${other.issuer}". Expected: exactly "ISSUER".`,
    );
    await other.stop();
  });

  test("the issuer is down", async () => {
    const down = { issuer: issuer.issuer, keys: createIssuerKeys("http://127.0.0.1:1") };
    const inspection = await inspect(await sign(issuer.claims(), issuer.rsa), down);
    expect(messagesOf(inspection, "failed")[0]).toContain(
      "key: The keys of http://127.0.0.1:1 are not available",
    );
    expect(inspection.checks.find(({ status }) => status === "failed")).toMatchObject({
      check: "key",
      code: "issuer_unavailable",
      reason: "unreachable",
    });
  });

  test("the signature is wrong", async () => {
    const [header, payload, signature] = (await sign(issuer.claims(), issuer.rsa)).split(".");
    const changed = signature?.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    const inspection = await inspect(`${header}.${payload}.${changed}`);
    expect(messagesOf(inspection, "failed")[0]).toMatch(/^signature: /);
    expect(messagesOf(inspection, "passed")).toHaveLength(3);
  });

  test("the algorithm is wrong", async () => {
    const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");
    const inspection = await inspect(`${encode({ alg: "none" })}.${encode(issuer.claims())}.`);
    expect(messagesOf(inspection, "failed")).toEqual([
      'algorithm: The alg header is none of RS256, ES256, ES384, ES512. Found: alg is "none". Expected: one of RS256, ES256, ES384, ES512.',
    ]);
  });

  test("the token is not a JWT", async () => {
    for (const token of ["", "a", "canary.canary", "canary-header.canary-payload.canary-signature"]) {
      const inspection = await inspect(token);
      expect(inspection.checks[0]?.status).toBe("failed");
      expect(messagesOf(inspection, "not reached")).toHaveLength(10);
    }
  });

  test("the signed claims are not a JSON object", async () => {
    const { CompactSign } = await import("jose");
    for (const payload of ["[]", "null", "text", Buffer.from([0xff])]) {
      const token = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ alg: "RS256", kid: issuer.rsa.id })
        .sign(issuer.rsa.privateKey);
      expect((await inspect(token)).checks[0]?.status).toBe("failed");
    }
  });
});
