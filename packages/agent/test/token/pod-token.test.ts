import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AgentError, parseToken } from "../../src/token.ts";
import { cart, claimsOf, forgeToken } from "../pods.ts";
import { grantFor, UpstreamServer } from "../support/api-fixture.ts";
import { createVerifier } from "../support/cluster-verifier.ts";
import { RunningAgent } from "../support/running-agent.ts";

describe("parseToken", () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  const name = fc.stringMatching(/^[a-z\d]([a-z\d-]{0,20}[a-z\d])?$/);

  /** The refusal of a text; `undefined` where it is none. */
  function refusalOf(text: string): AgentError | undefined {
    try {
      parseToken(text, "hash");
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(AgentError);
      return error as AgentError;
    }
  }

  test("what a real token says of its pod and times is read back", async () => {
    const cluster = await startDevCluster();
    await fc.assert(
      fc.asyncProperty(name, name, name, fc.uuid(), async (namespace, serviceAccount, pod, uid) => {
        const algorithm = "ES256";
        const request = {
          namespace,
          serviceAccount,
          pod: { name: pod, uid },
          lifetimeSeconds: 600,
          algorithm,
        } as const;
        const token = await cluster.mintToken(request);
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
    await cluster.stop();
  });

  test("no text makes it throw anything but an AgentError", () => {
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
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(segment, { maxLength: 5 }).map((segments) => segments.join(".")),
      fc.tuple(segment, segment).map(([payload, signature]) => `e30.${payload}.${signature}`),
    );
    fc.assert(
      fc.property(text, (tried) => {
        const refusal = refusalOf(tried);
        expect(refusal === undefined || refusal.status === 400).toBe(true);
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

  test("a token needs no nbf, and may have one audience as a text", () => {
    expect(refusalOf(forgeToken(good))).toBeUndefined();
    expect(refusalOf(forgeToken({ ...good, nbf: undefined, aud: "pods.eks.amazonaws.com" }))).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ["no aud", { aud: undefined }, "is not for pods.eks.amazonaws.com"],
    ["another aud", { aud: ["sts.amazonaws.com"] }, "is not for pods.eks.amazonaws.com"],
    [
      "an aud that only contains ours",
      { aud: ["xpods.eks.amazonaws.com"] },
      "is not for pods.eks.amazonaws.com",
    ],
    ["no exp", { exp: undefined }, "exp claim is not a time"],
    ["an exp that is a text", { exp: "2000000000" }, "exp claim is not a time"],
    ["an nbf that is null", { nbf: null }, "nbf claim is not a time"],
    ["no claims of Kubernetes", { "kubernetes.io": undefined }, "not bound to a pod"],
    ["no pod", { "kubernetes.io": { ...pod, pod: undefined } }, "not bound to a pod"],
    ["no pod UID", { "kubernetes.io": { ...pod, pod: { name: "x" } } }, "not bound to a pod"],
    ["an empty pod UID", { "kubernetes.io": { ...pod, pod: { name: "x", uid: "" } } }, "not bound to a pod"],
    ["no service account", { "kubernetes.io": { ...pod, serviceaccount: [] } }, "not bound to a pod"],
    ["a name with a line break", { "kubernetes.io": { ...pod, namespace: "a\nb" } }, "not bound to a pod"],
    [
      "a name that ends with a line break",
      { "kubernetes.io": { ...pod, namespace: "a\n" } },
      "not bound to a pod",
    ],
    [
      "a name of 254 letters",
      { "kubernetes.io": { ...pod, namespace: "a".repeat(254) } },
      "not bound to a pod",
    ],
    [
      "a name with a terminal's escape",
      { "kubernetes.io": { ...pod, namespace: "a\u001b[2J" } },
      "not bound to a pod",
    ],
  ])("a token with %s is refused", (_name, claims, message) => {
    const refusal = refusalOf(forgeToken({ ...good, ...claims }));
    expect(refusal).toMatchObject({ status: 400, code: "InvalidTokenException" });
    expect(refusal?.message).toContain(message);
  });
});

describe("validity period", () => {
  const start = 1_800_000_000_000;

  let cluster: DevCluster;
  let upstream: UpstreamServer;

  beforeAll(async () => {
    [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  });
  afterAll(async () => {
    await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
  });
  beforeEach(() => {
    // The date alone: HTTP needs its timers.
    vi.useFakeTimers({ toFake: ["Date"], now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  describe.each([
    ["without keys", () => undefined],
    ["with keys", () => createVerifier(cluster.issuer)],
  ])("%s", (_name, verifier) => {
    test.each([
      [600, 200, undefined],
      [659, 200, undefined],
      [661, 400, "ExpiredTokenException"],
      [86_400, 400, "ExpiredTokenException"],
      [-59, 200, undefined],
      [-61, 400, "InvalidTokenException"],
    ])("a token of 600 s is, %i s after it was made, answered %i", async (seconds, status, code) => {
      const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
      vi.setSystemTime(start + seconds * 1000);
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const answer = await running.ask(token);
      expect(answer).toMatchObject({ status });
      expect(answer.body.code).toBe(code);
    });

    test("a token that has ended finds no credentials, though they haven't", async () => {
      upstream.work = () => grantFor(7_200, 1);
      const token = await cluster.mintToken({ ...cart(), lifetimeSeconds: 600 });
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      expect((await running.ask(token)).status).toBe(200);
      const callsBefore = upstream.calls.length;
      vi.setSystemTime(start + 661_000);
      expect(await running.ask(token)).toMatchObject({
        status: 400,
        body: { code: "ExpiredTokenException" },
      });
      expect(upstream.calls).toHaveLength(callsBefore);
    });
  });

  test("a token of another audience, or of no pod, is not sent to the API", async () => {
    await using running = await RunningAgent.start(upstream.url);
    const callsBefore = upstream.calls.length;
    const answer = await running.ask(await cluster.mintToken({ ...cart(), audience: "sts.amazonaws.com" }));
    expect(answer).toMatchObject({ status: 400, body: { code: "InvalidTokenException" } });
    expect(answer.body.message).toContain("pods.eks.amazonaws.com");
    expect(upstream.calls).toHaveLength(callsBefore);
  });
});
