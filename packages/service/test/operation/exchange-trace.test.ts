import { inspect } from "node:util";
import { Canaries } from "@eks-auth/test-kit/canaries";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  AssociationIndex,
  type AssociationInput,
  type AssociationStore,
  AssociationsUnavailableError,
  type Caller,
  type CredentialIssuer,
  CredentialIssuerError,
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  type DenyEntry,
  DenyList,
  deriveAssociationId,
  type ExchangeTrace,
  generateSessionKeys,
  parseRoleArn,
  RequestLimits,
  RevokedTokenError,
  type TokenReviewer,
} from "../../src/index.ts";

const identity = { name: "dev", region: "us-east-1", accountId: "111122223333" };
const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };
const roleArn = "arn:aws:iam::111122223333:role/cart";
const cart: AssociationInput = { namespace: "shop", serviceAccount: "cart", roleArn };

let issuer: DevCluster;
let foreign: DevCluster;
beforeAll(async () => {
  [issuer, foreign] = await Promise.all([startDevCluster(), startDevCluster()]);
});
afterAll(() => Promise.all([issuer.stop(), foreign.stop()]));

function createStore(entries: readonly AssociationInput[]): AssociationIndex {
  const role = parseRoleArn(roleArn);
  if (role === undefined) {
    throw new Error(`${roleArn} is not a role.`);
  }
  return new AssociationIndex(
    entries.map(({ namespace, serviceAccount, disableSessionTags = false }) => ({
      namespace,
      serviceAccount,
      role,
      targetRole: undefined,
      externalId: undefined,
      disableSessionTags,
      policy: undefined,
      durationSeconds: undefined,
      ...deriveAssociationId(identity, namespace, serviceAccount),
    })),
  );
}

interface Exchange {
  readonly token: string;
  readonly clusterName?: string;
  readonly associations?: readonly AssociationInput[];
  readonly issuesTo?: CredentialIssuer;
  readonly allowedRoles?: readonly string[];
  readonly limits?: RequestLimits;
  readonly denied?: readonly DenyEntry[];
  readonly review?: TokenReviewer["require"];
  readonly caller?: Caller;
  /** How often the exchange is made; the last trace counts. */
  readonly times?: number;
  /** Replaces the look-up. */
  readonly find?: AssociationStore["find"];
}

/** Makes an exchange, and returns its trace and what the caller got. The trace must hold nothing secret of it. */
async function trace({
  token,
  clusterName = "dev",
  associations = [cart],
  issuesTo,
  allowedRoles,
  limits,
  denied = [],
  review,
  caller,
  times = 1,
  find,
}: Exchange): Promise<ExchangeTrace> {
  const traces: ExchangeTrace[] = [];
  const store = createStore(associations);
  const service = createPodIdentityService({
    clusters: [
      {
        ...identity,
        issuer: issuer.issuer,
        keys: createIssuerKeys(issuer.issuer),
        associations: find === undefined ? store : { find, names: () => store.names() },
        allowedRoles,
        reviewer: review && { require: review, close: () => {} },
      },
    ],
    limits,
    getDenyList: () => new DenyList(denied),
    credentials: issuesTo ?? createEmbeddedIssuer({ keys: await generateSessionKeys() }),
    onDecision() {},
    onExchange: (createTrace) => traces.push(createTrace()),
  });
  const call = {
    context: caller,
    operation: "AssumeRoleForPodIdentity",
    requestId: "1",
    signal: new AbortController().signal,
  };
  const canaries = new Canaries();
  canaries.add("signature", token.split(".")[2] ?? "");
  canaries.add("token", token);
  for (let count = 0; count < times; count++) {
    try {
      const { credentials } = await service.assumeRoleForPodIdentity({ clusterName, token }, call);
      canaries.add("session token", credentials.sessionToken);
      canaries.add("secret key", credentials.secretAccessKey);
    } catch {
      // It was refused, as the decision of the trace says.
    }
  }
  expect(traces).toHaveLength(times);
  const traced = traces.at(-1) as ExchangeTrace;
  expect(canaries.find(inspect(traced, { depth: null, showHidden: true, getters: true }))).toEqual([]);
  expect(canaries.find(JSON.stringify(traced))).toEqual([]);
  return traced;
}

test("a grant has its checks, its association and its session", async () => {
  const { decision, checks, associations, session } = await trace({
    token: await issuer.mintToken(pod),
    associations: [
      { ...cart, namespace: "*" },
      { ...cart, serviceAccount: "other" },
      { ...cart, namespace: "staging" },
      { ...cart, namespace: "staging", serviceAccount: "other" },
      cart,
    ],
  });
  expect(decision.outcome).toBe("granted");
  expect(checks.map(({ status }) => status)).toEqual(Array(11).fill("passed"));
  expect(associations).toEqual({
    closest: [
      { namespace: "shop", serviceAccount: "cart", verdict: "used" },
      { namespace: "*", serviceAccount: "cart", verdict: "less_specific" },
      { namespace: "shop", serviceAccount: "other", verdict: "other_service_account" },
      { namespace: "staging", serviceAccount: "cart", verdict: "other_namespace" },
      { namespace: "staging", serviceAccount: "other", verdict: "other_namespace" },
    ],
    omitted: 0,
    isComplete: true,
  });
  expect(session).toEqual({
    name: expect.stringMatching(/^eks-dev-cart-0-[0-9a-f-]{36}$/),
    tags: {
      "eks-cluster-arn": "arn:aws:eks:us-east-1:111122223333:cluster/dev",
      "eks-cluster-name": "dev",
      "kubernetes-namespace": "shop",
      "kubernetes-pod-name": "cart-0",
      "kubernetes-pod-uid": "uid-0",
      "kubernetes-service-account": "cart",
    },
    policy: undefined,
    durationSeconds: 3600,
  });
});

test("a session without tags has none", async () => {
  const { session } = await trace({
    token: await issuer.mintToken(pod),
    associations: [{ ...cart, disableSessionTags: true }],
  });
  expect(session).toMatchObject({ tags: undefined });
});

test("a refusal by STS has the session that was asked for, without a name", async () => {
  const { decision, session } = await trace({
    token: await issuer.mintToken(pod),
    issuesTo: { issue: () => Promise.reject(new CredentialIssuerError("role_refused", "STS refused.")) },
  });
  expect(decision).toMatchObject({ outcome: "refused", error: "AccessDeniedException" });
  expect(session).toMatchObject({ name: undefined, tags: { "kubernetes-pod-name": "cart-0" } });
});

test("a role that is not allowed has an association, and no session", async () => {
  const { decision, associations, session } = await trace({
    token: await issuer.mintToken(pod),
    allowedRoles: ["arn:aws:iam::111122223333:role/other"],
  });
  expect(decision).toMatchObject({ outcome: "refused", reason: { code: "role_not_allowed" } });
  expect(associations?.closest).toEqual([{ namespace: "shop", serviceAccount: "cart", verdict: "used" }]);
  expect(session).toBeUndefined();
});

test("a pod without an association has those of others", async () => {
  const { decision, checks, associations, session } = await trace({
    token: await issuer.mintToken({ ...pod, serviceAccount: "other" }),
  });
  expect(decision).toMatchObject({ outcome: "refused", reason: { code: "association_not_found" } });
  expect(checks.every(({ status }) => status === "passed")).toBe(true);
  expect(associations?.closest).toEqual([
    { namespace: "shop", serviceAccount: "cart", verdict: "other_service_account" },
  ]);
  expect(session).toBeUndefined();
});

test("a token of another cluster fails the check of its key; later ones are not reached", async () => {
  const { checks, associations } = await trace({ token: await foreign.mintToken(pod) });
  const statuses = checks.map(({ check, status }) => `${check} ${status}`);
  expect(statuses.slice(0, 4)).toEqual([
    "format passed",
    "algorithm passed",
    "key failed",
    "signature not reached",
  ]);
  expect(statuses.slice(4).every((status) => status.endsWith("not reached"))).toBe(true);
  expect(associations).toBeUndefined();
});

test("a token with a wrong audience fails only that check", async () => {
  const { checks } = await trace({ token: await issuer.mintToken({ ...pod, audience: "vault" }) });
  expect(checks.filter(({ status }) => status !== "passed")).toEqual([
    expect.objectContaining({ check: "audience", status: "failed", code: "token_invalid" }),
  ]);
});

test("a request for an unknown cluster has no checks", async () => {
  expect(await trace({ token: await issuer.mintToken(pod), clusterName: "none" })).toMatchObject({
    decision: { outcome: "refused", reason: { code: "cluster_not_found" } },
    checks: [],
    associations: undefined,
    session: undefined,
  });
});

const once = { perSecond: 0.001, burst: 1 };
const agent: Caller = {
  name: "agent",
  methods: ["serviceAccount"],
  clusters: "all",
  sameNode: true,
  token: { ...pod, keyId: "key-of-agent", tokenId: "id-of-agent" },
};

test.each<[string, Omit<Exchange, "token">]>([
  ["cluster_rate_limited", { limits: new RequestLimits({ perCaller: once, perCluster: once }), times: 2 }],
  ["denied", { denied: [{ serviceAccount: "shop/cart" }] }],
  ["node_unknown", { caller: agent }],
  ["token_revoked", { review: () => Promise.reject(new RevokedTokenError("The pod was deleted.")) }],
])(
  "a request that was refused with %s has no associations, because none was looked for",
  async (code, settings) => {
    const { decision, checks, associations, session } = await trace({
      token: await issuer.mintToken(pod),
      ...settings,
    });
    expect(decision).toMatchObject({ outcome: "refused", reason: { code }, pod });
    expect(checks.every(({ status }) => status === "passed")).toBe(true);
    expect(associations).toBeUndefined();
    expect(session).toBeUndefined();
  },
);

test("an association that was looked for, but not found in time, can't be used", async () => {
  const { decision, associations } = await trace({
    token: await issuer.mintToken(pod),
    find: () => Promise.reject(new AssociationsUnavailableError("dev")),
  });
  expect(decision).toMatchObject({ outcome: "refused", reason: { code: "associations_unavailable" } });
  expect(associations?.closest).toEqual([
    { namespace: "shop", serviceAccount: "cart", verdict: "not_usable" },
  ]);
});
