import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { afterAll, describe, expect, test } from "vitest";
import type { Caller } from "../../src/callers/caller.ts";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  type Decision,
  type DenyEntry,
  DenyList,
  generateSessionKeys,
  RequestLimits,
  type RequestLimitsConfig,
  RevocationUnavailableError,
  RevokedTokenError,
  type TokenReviewer,
  type VerifiedToken,
} from "../../src/index.ts";
import { entitle } from "../credentials/sample-entitlement.ts";

const cluster = await startDevCluster();
const keys = createIssuerKeys(cluster.issuer);
const sessionKeys = await generateSessionKeys();
afterAll(() => cluster.stop());
const plenty = { perSecond: 1_000, burst: 1_000 };
const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };
const good = await cluster.mintToken(pod);
const agentToken: VerifiedToken = { ...pod, keyId: "key-of-agent", tokenId: "id-of-agent" };
const agent: Caller = {
  name: "agent",
  methods: ["serviceAccount"],
  clusters: "all",
  sameNode: false,
  token: { ...agentToken, serviceAccount: "agent", pod: { name: "agent-0", uid: "uid-of-agent" } },
};

interface Settings {
  readonly caller?: Caller;
  readonly limits?: Partial<RequestLimitsConfig>;
  readonly denied?: readonly DenyEntry[];
  readonly review?: TokenReviewer["require"];
}

async function start({ caller, limits, denied = [], review }: Settings) {
  const decisions: Decision[] = [];
  const service = createPodIdentityService({
    clusters: [
      {
        name: "blue",
        region: "eu-west-1",
        accountId: "111122223333",
        issuer: cluster.issuer,
        keys,
        associations: { find: async () => entitle().association },
        reviewer: review && { require: review, close: () => {} },
      },
    ],
    credentials: createEmbeddedIssuer({ keys: sessionKeys }),
    limits: limits && new RequestLimits({ perCaller: plenty, perCluster: plenty, ...limits }),
    getDenyList: () => new DenyList(denied),
    onDecision: (decision) => void decisions.push(decision),
  });
  const send = createFetchHandler(createEKSAuthFrontendHandler(service, { authenticate: () => caller }));
  return {
    decisions,
    async call(token = good) {
      const response = await send(
        new Request("http://127.0.0.1/clusters/blue/assume-role-for-pod-identity", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ token }),
        }),
      );
      const { status, headers } = response;
      return [
        status,
        headers.get("x-amzn-errortype"),
        headers.get("x-eks-auth-reason"),
        headers.get("retry-after"),
      ];
    },
  };
}

describe("limits", () => {
  test("a caller over its limit gets 429 with retry-after, before its token is verified", async () => {
    const { call, decisions } = await start({
      caller: agent,
      limits: { perCaller: { perSecond: 1, burst: 1 } },
    });
    expect(await call("not.a.token")).toEqual([400, "InvalidTokenException", "token_invalid", null]);
    expect(await call("not.a.token")).toEqual([429, "ThrottlingException", "caller_rate_limited", "1"]);
    expect(decisions.at(-1)).toMatchObject({ outcome: "refused", caller: { name: "agent" }, pod: undefined });
  });

  test("without callers, only valid tokens use up the limit of a cluster", async () => {
    const { call } = await start({ limits: { perCluster: { perSecond: 1, burst: 1 } } });
    for (let index = 0; index < 5; index++) {
      expect(await call("not.a.token")).toEqual([400, "InvalidTokenException", "token_invalid", null]);
    }
    const results = [await call(), await call(), await call()].map(([status]) => status);
    // One of the room, and one of the service account's share.
    expect(results.at(-1)).toBe(429);
    expect(results[0]).toBe(200);
  });

  test("without callers, a service account has no limit", async () => {
    const { call } = await start({ limits: { perCaller: { perSecond: 1, burst: 1 } } });
    expect([await call(), await call(), await call()].map(([status]) => status)).toEqual([200, 200, 200]);
  });
});

describe("deny list", () => {
  test("a pod on it gets an error for which agents drop its credentials", async () => {
    const { call, decisions } = await start({ denied: [{ podUid: "uid-0", reason: "incident" }] });
    expect(await call()).toEqual([400, "AccessDeniedException", "denied", null]);
    expect(decisions).toMatchObject([
      {
        outcome: "refused",
        pod: { pod: { uid: "uid-0" } },
        reason: { message: expect.stringContaining("incident") },
      },
    ]);
  });

  test.each<DenyEntry>([
    { keyId: "key-of-agent" },
    { tokenId: "id-of-agent" },
    { podUid: "uid-of-agent" },
    { serviceAccount: "shop/agent", cluster: "blue" },
  ])("a caller whose token is on it as %j is rejected with an error that drops nothing", async (entry) => {
    const { call, decisions } = await start({ caller: agent, denied: [entry] });
    expect(await call()).toEqual([403, "AccessDenied", null, null]);
    expect(decisions).toMatchObject([{ outcome: "refused", reason: { code: "caller_denied" } }]);
  });

  test("an entry for another cluster changes nothing", async () => {
    const { call } = await start({ caller: agent, denied: [{ podUid: "uid-0", cluster: "green" }] });
    expect((await call())[0]).toBe(200);
  });

  test("a caller without a token is not on it", async () => {
    const { token: _, ...caller } = agent;
    const { call } = await start({ caller, denied: [{ podUid: "uid-of-agent" }] });
    expect((await call())[0]).toBe(200);
  });
});

describe("revocation", () => {
  test("a revoked token gets an error for which agents drop its credentials", async () => {
    const { call } = await start({ review: () => Promise.reject(new RevokedTokenError("Gone.")) });
    expect(await call()).toEqual([400, "InvalidTokenException", "token_revoked", null]);
  });

  test("while it can't be checked, agents keep the credentials", async () => {
    const { call } = await start({ review: () => Promise.reject(new RevocationUnavailableError("Down.")) });
    expect(await call()).toEqual([503, "ServiceUnavailableException", "revocation_unavailable", null]);
  });

  test("only valid tokens are reviewed, with what they are for", async () => {
    const reviewed: [string, VerifiedToken][] = [];
    const review = async (token: string, verified: VerifiedToken) => void reviewed.push([token, verified]);
    const { call } = await start({ review });
    await call(`${good.slice(0, -4)}AAAA`);
    await call();
    expect(reviewed).toEqual([[good, expect.objectContaining({ pod: pod.pod, keyId: expect.any(String) })]]);
  });
});
