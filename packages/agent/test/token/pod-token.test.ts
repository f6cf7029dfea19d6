import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AgentError, parseToken, tokenValidity } from "../../src/token.ts";
import { createVerifier } from "../support/cluster-verifier.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { cart, claimsOf, forgeToken } from "../support/pods.ts";
import { RunningAgent } from "../support/running-agent.ts";

let cluster: DevCluster;

beforeAll(async () => {
  cluster = await startDevCluster();
});
afterAll(() => cluster.stop());

describe("parseToken", () => {
  function errorOf(text: string): AgentError | undefined {
    try {
      parseToken(text, "hash");
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(AgentError);
      return error as AgentError;
    }
  }

  test("reads pod and validity period of real tokens", async () => {
    const name = fc.stringMatching(/^[a-z\d]([a-z\d-]{0,20}[a-z\d])?$/);
    await fc.assert(
      fc.asyncProperty(name, name, name, fc.uuid(), async (namespace, serviceAccount, pod, uid) => {
        const token = await cluster.mintToken({
          namespace,
          serviceAccount,
          pod: { name: pod, uid },
          lifetimeSeconds: 600,
          algorithm: "ES256",
        });
        const issuedAt = Number(claimsOf(token).iat) * 1000;
        expect(parseToken(token, "hash")).toEqual({
          text: token,
          hash: "hash",
          pod: { namespace, serviceAccount, name: pod, uid },
          notBefore: issuedAt,
          expiresAt: issuedAt + 600_000,
        });
      }),
    );
  });

  test("throws nothing but AgentErrors, for any text", () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    const claims = fc.oneof(
      json,
      fc.record(
        {
          aud: fc.oneof(fc.constant("pods.eks.amazonaws.com"), json),
          exp: fc.oneof(fc.double(), json),
          nbf: fc.oneof(fc.double(), json),
          "kubernetes.io": fc.oneof(json, fc.record({ namespace: json, serviceaccount: json, pod: json })),
        },
        { requiredKeys: [] },
      ),
    );
    const segment = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[\w=-]*$/),
      claims.map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
    );
    // Much faster than fc.string({ unit: "binary" }).
    const anyText = fc
      .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 200 })
      .map((codePoints) => String.fromCodePoint(...codePoints));
    const text = fc.oneof(
      anyText,
      fc.array(segment, { maxLength: 5 }).map((segments) => segments.join(".")),
      fc.tuple(segment, segment).map(([payload, signature]) => `e30.${payload}.${signature}`),
    );
    fc.assert(
      fc.property(text, (tried) => {
        const error = errorOf(tried);
        expect(error === undefined || error.status === 400).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  const pod = {
    namespace: "shop",
    serviceaccount: { name: "cart", uid: "1" },
    pod: { name: "cart-0", uid: "2" },
  };
  const good = {
    aud: ["pods.eks.amazonaws.com"],
    exp: 2_000_000_000,
    nbf: 1_000_000_000,
    "kubernetes.io": pod,
  };

  test("accepts a token without nbf, and an aud that is a string", () => {
    expect(errorOf(forgeToken(good))).toBeUndefined();
    expect(errorOf(forgeToken({ ...good, nbf: undefined, aud: "pods.eks.amazonaws.com" }))).toBeUndefined();
  });

  const encode = (text: string) => Buffer.from(text).toString("base64url");

  test.each([
    ["Bearer", "Bearer"],
    ["Bearer ", "Bearer"],
    ["bearer\teyJ.eyJ.x", "Bearer"],
    ["a.b.bearer", "The token's header is not a JSON object"],
    ["garbage", "is not a JSON Web Token"],
    ["a.b", "is not a JSON Web Token"],
    ["a b.c.d", "is not a JSON Web Token"],
    ["a.b.c d", "is not a JSON Web Token"],
    ["a.b.c.d", "is not a JSON Web Token"],
  ])("explains that %j is not a token", (text, message) => {
    expect(errorOf(text)?.message).toContain(message);
  });

  test("rejects an infinite exp, which JSON can hold", () => {
    const claims = JSON.stringify(good).replace(`${good.exp}`, "1e999");
    expect(errorOf(`${encode("{}")}.${encode(claims)}.x`)?.message).toContain("exp claim is not a time");
  });

  const audience = "is not for the audience pods.eks.amazonaws.com";
  const unbound = "not bound to a pod";
  const malformed = (names: string) => `kubernetes.io claim has no valid ${names}.`;
  const bind = (claims: object) => ({ "kubernetes.io": { ...pod, ...claims } });

  test.each<[string, object, string]>([
    ["no aud", { aud: undefined }, audience],
    ["another aud", { aud: ["sts.amazonaws.com"] }, audience],
    ["an aud that only contains the right one", { aud: ["xpods.eks.amazonaws.com"] }, audience],
    ["no exp", { exp: undefined }, "exp claim is not a time"],
    ["an exp that is a string", { exp: "2000000000" }, "exp claim is not a time"],
    ["an nbf that is null", { nbf: null }, "nbf claim is not a time"],
    ["no claims of Kubernetes", { "kubernetes.io": undefined }, unbound],
    ["no pod", bind({ pod: undefined }), unbound],
    ["no pod UID", bind({ pod: { name: "x" } }), malformed("pod UID")],
    ["an empty pod UID", bind({ pod: { name: "x", uid: "" } }), malformed("pod UID")],
    ["a pod that is not a map", bind({ pod: "x" }), malformed("pod name")],
    ["no service account", bind({ serviceaccount: [] }), malformed("service account")],
    ["a name with a newline", bind({ namespace: "a\nb" }), malformed("namespace")],
    ["a name that ends in a newline", bind({ namespace: "a\n" }), malformed("namespace")],
    ["a name of 254 characters", bind({ namespace: "a".repeat(254) }), malformed("namespace")],
    ["a name with an escape sequence", bind({ namespace: "a\u001b[2J" }), malformed("namespace")],
  ])("rejects a token with %s", (_name, claims, message) => {
    const error = errorOf(forgeToken({ ...good, ...claims }));
    expect(error).toMatchObject({ status: 400, code: "InvalidTokenException", reason: "invalid_token" });
    expect(error?.message).toContain(message);
  });

  const notObject = (part: string) => `The token's ${part} is not a JSON object`;

  test.each<[string, (text: string) => Buffer]>([
    ["a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["a byte that no character has", (text) => Buffer.from(text.replace("CANARY", "\u00ff"), "latin1")],
    ["an overlong slash", (text) => Buffer.from(text.replace("CANARY", "\u00c0\u00af"), "latin1")],
  ])("rejects header and payload with %s", (_name, change) => {
    const signed = {
      header: JSON.stringify({ typ: "CANARY" }),
      payload: JSON.stringify({ ...good, jti: "CANARY" }),
    };
    const tokenOf = (parts: Record<keyof typeof signed, string | Buffer>) =>
      `${Buffer.from(parts.header as string).toString("base64url")}.${Buffer.from(parts.payload as string).toString("base64url")}.x`;
    expect(errorOf(tokenOf(signed))).toBeUndefined();
    for (const part of ["header", "payload"] as const) {
      const error = errorOf(tokenOf({ ...signed, [part]: change(signed[part]) }));
      expect(error).toMatchObject({
        reason: "invalid_token",
        message: expect.stringContaining(notObject(part)),
      });
    }
  });

  test("a token for another audience, or of no pod, causes no call to the API", async () => {
    const upstream = new FakeUpstream();
    await using running = await RunningAgent.start(upstream);
    const response = await running.ask(await cluster.mintToken({ ...cart(), audience: "sts.amazonaws.com" }));
    expect(response).toMatchObject({ status: 400, body: { code: "InvalidTokenException" } });
    expect(response.body.message).toContain("pods.eks.amazonaws.com");
    expect(upstream.calls).toEqual([]);
  });
});

describe("tokenValidity tolerates less than a minute:", () => {
  const token = parseToken(
    forgeToken({
      aud: "pods.eks.amazonaws.com",
      nbf: 1_000_000,
      exp: 2_000_000,
      "kubernetes.io": { namespace: "a", serviceaccount: { name: "b" }, pod: { name: "c", uid: "d" } },
    }),
    "hash",
  );

  test.each([
    [999_939_999, "not_yet_valid"],
    [999_940_000, "valid"],
    [2_000_059_999, "valid"],
    [2_000_060_000, "expired"],
  ])("at %i ms it is %s", (now, validity) => {
    expect(tokenValidity(token, now)).toBe(validity);
  });
});

describe.each([
  ["without keys", () => undefined],
  ["with keys", () => createVerifier(cluster.issuer)],
])("the validity period, %s:", (_name, verifier) => {
  const start = 1_800_000_000_000;
  let upstream: FakeUpstream;

  beforeEach(() => {
    upstream = new FakeUpstream();
    // Only the date: HTTP needs real timers.
    vi.useFakeTimers({ toFake: ["Date"], now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    [600, 200, undefined, undefined],
    [659, 200, undefined, undefined],
    [661, 400, "ExpiredTokenException", "expired_token"],
    [86_400, 400, "ExpiredTokenException", "expired_token"],
    [-59, 200, undefined, undefined],
    [-61, 400, "InvalidTokenException", "invalid_token"],
  ])("%i s after it was issued, a token for 600 s gets %i", async (seconds, status, code, reason) => {
    const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
    vi.setSystemTime(start + seconds * 1000);
    await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
    const response = await running.ask(token);
    expect(response).toMatchObject({ status });
    expect(response.body.code).toBe(code);
    expect(response.body.reason).toBe(reason);
  });

  test("an expired token does not find its cached credentials, though they are valid", async () => {
    upstream.lifetimeSeconds = 7_200;
    const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
    await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
    expect((await running.ask(token)).status).toBe(200);
    const callsBefore = upstream.calls.length;
    vi.setSystemTime(start + 661_000);
    expect(await running.ask(token)).toMatchObject({ status: 400, body: { code: "ExpiredTokenException" } });
    expect(upstream.calls).toHaveLength(callsBefore);
  });
});
