import { stopClock } from "@eks-auth/test-kit/clocks";
import { type JWTPayload, UnsecuredJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CallerError } from "../../src/callers/caller-error.ts";
import {
  type CallerCluster,
  createServiceAccountCallers,
} from "../../src/callers/service-account/service-account-callers.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { moment, now, sharedKeys, sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";
import { sampleRequest } from "./sample-request.ts";

stopClock();

const audience = "https://eks-auth.example.org";
const header = "x-eks-auth-caller-token";
const agent = {
  namespace: "eks-auth",
  node: { name: "node-1", uid: "node-uid-1" },
  pod: { name: "agent-1", uid: "agent-uid-1" },
  serviceaccount: { name: "agent", uid: "account-uid" },
};

const blue = await startTestIssuer(sharedKeys);
const green = await startTestIssuer();
afterAll(() => Promise.all([blue.stop(), green.stop()]));

let shared: string[];
let clusters: Map<string, CallerCluster>;
let time: Date;
let authenticate: ReturnType<typeof createServiceAccountCallers>;

beforeEach(() => {
  shared = [];
  time = moment;
  clusters = new Map();
  for (const [name, { issuer }] of Object.entries({ blue, green })) {
    clusters.set(name, {
      name,
      issuer,
      keys: createIssuerKeys(issuer),
      hasSharedKeys: () => shared.includes(name),
    });
  }
  authenticate = createServiceAccountCallers({
    audience,
    namespace: "eks-auth",
    name: "agent",
    clusters,
    now: () => time,
  });
});

/** Returns the claims of a good agent's token with changes. */
function agentClaims(changes: Record<string, unknown> = {}, issuer: TestIssuer = blue): JWTPayload {
  return issuer.claims({
    aud: [audience],
    sub: "system:serviceaccount:eks-auth:agent",
    "kubernetes.io": agent,
    ...changes,
  });
}

/** Sends a token, and returns the caller or the code of the error. */
async function call(token: string | undefined, cluster = "blue") {
  const headers = token === undefined ? {} : { [header]: token };
  try {
    return await authenticate(sampleRequest({ cluster, headers }));
  } catch (error) {
    return error instanceof CallerError ? error.code : error;
  }
}

const good = await sign(agentClaims(), blue.rsa);

describe("an agent's token", () => {
  test("proves its service account, its node and its cluster", async () => {
    expect(await call(good)).toEqual({
      method: "serviceAccount",
      name: "system:serviceaccount:eks-auth:agent",
      clusters: new Set(["blue"]),
      node: agent.node,
      token: expect.objectContaining({ pod: agent.pod, keyId: blue.rsa.id }),
    });
  });

  test("is not needed, if another method authenticates the caller", async () => {
    expect(await call(undefined)).toBeUndefined();
  });

  test("can have its audience as a text, and any algorithm of Kubernetes", async () => {
    expect(await call(await sign(agentClaims({ aud: audience }), blue.ec))).toMatchObject({
      node: agent.node,
    });
  });

  test("can be of Kubernetes before 1.30, without a node", async () => {
    const claims = agentClaims({ "kubernetes.io": { ...agent, node: undefined } });
    expect(await call(await sign(claims, blue.rsa))).toMatchObject({ node: undefined });
  });
});

const pods = {
  namespace: "shop",
  pod: { name: "cart-0", uid: "u" },
  serviceaccount: { name: "cart", uid: "a" },
};

describe("an agent's token is rejected with", () => {
  test.each<[string, Record<string, unknown>]>([
    ["the audience of pods", { aud: ["pods.eks.amazonaws.com"] }],
    ["the audience of another service", { aud: ["https://other.example.org"] }],
    ["a longer audience", { aud: [`${audience}/`] }],
    ["two audiences", { aud: [audience, "https://other.example.org"] }],
    ["its audience twice", { aud: [audience, audience] }],
    ["also the audience of pods", { aud: [audience, "pods.eks.amazonaws.com"] }],
    ["no audience", { aud: undefined }],
    ["an empty list of audiences", { aud: [] }],
    ["its audience in a list in a list", { aud: [[audience]] }],
    ["no pod", { "kubernetes.io": { ...agent, pod: undefined } }],
    ["a secret instead of a pod", { "kubernetes.io": { ...agent, pod: undefined, secret: agent.pod } }],
    ["another service account", { "kubernetes.io": pods, sub: "system:serviceaccount:shop:cart" }],
    [
      "another namespace",
      { "kubernetes.io": { ...agent, namespace: "shop" }, sub: "system:serviceaccount:shop:agent" },
    ],
    [
      "another account of the namespace",
      {
        "kubernetes.io": { ...agent, serviceaccount: { name: "other" } },
        sub: "system:serviceaccount:eks-auth:other",
      },
    ],
    ["a sub that differs from the account", { sub: "system:serviceaccount:eks-auth:other" }],
    ["another issuer", { iss: "https://other.example" }],
    ["an expiry 60 s ago", { iat: now - 3600, exp: now - 60 }],
    ["a start 61 s ahead", { nbf: now + 61 }],
    ["a lifetime of 48 h", { exp: now + 172_800 }],
    ["a node that is malformed", { "kubernetes.io": { ...agent, node: { name: "" } } }],
  ])("%s", async (_name, changes) => {
    expect(await call(await sign(agentClaims(changes), blue.rsa))).toBe("caller_token_invalid");
  });

  test.each<[string, () => string | Promise<string>]>([
    ["no signature", () => new UnsecuredJWT(agentClaims()).encode()],
    ["another signature", () => `${good.slice(0, -8)}AAAAAAAA`],
    [
      "other claims under its signature",
      () => good.replace(/\..*\./, `.${encode(agentClaims({ jti: "other" }))}.`),
    ],
    ["a key of another cluster", () => sign(agentClaims(), green.rsa)],
    [
      "the kid of a key of the cluster, and another key",
      () => sign(agentClaims(), { ...green.rsa, id: blue.rsa.id }),
    ],
    ["the text of two headers", () => `${good}, ${good}`],
    ["a scheme", () => `Bearer ${good}`],
    ["no text", () => ""],
    ["another text", () => "canary"],
  ])("%s", async (_name, token) => {
    expect(await call(await token())).toBe("caller_token_invalid");
  });

  test("a key that may be new, so that no one finds out which clusters exist", async () => {
    const issuedNow = Math.floor(Date.now() / 1000);
    const token = await sign(agentClaims({ iat: issuedNow }), { ...green.rsa, id: "new" });
    const request = sampleRequest({ headers: { [header]: token } });
    const error = await Promise.resolve(authenticate(request)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "caller_token_invalid", cause: { code: "unknown_key" } });
  });

  test("the cluster of another agent", async () => {
    expect(await call(good, "green")).toBe("caller_token_invalid");
    expect(await call(await sign(agentClaims({}, green), green.rsa), "green")).toMatchObject({
      clusters: new Set(["green"]),
    });
  });

  test.each(["red", "Blue", "blue%00", "%zz", "", "blue%2F", "../blue", "constructor"])(
    "a cluster that does not exist: %j",
    async (cluster) => {
      expect(await call(good, cluster)).toBe("cluster_not_allowed");
    },
  );

  test("an error that has nothing of the token", async () => {
    const request = sampleRequest({ headers: { [header]: "canary.canary.canary" } });
    const error = await Promise.resolve(authenticate(request)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallerError);
    expect(JSON.stringify([error, String(error), String((error as Error).cause)])).not.toContain("canary");
  });
});

test("the name of the cluster is decoded like that of the operation", async () => {
  expect(await call(good, "bl%75e")).toMatchObject({ clusters: new Set(["blue"]) });
  expect(await call(good, "gr%65en")).toBe("caller_token_invalid");
});

describe("while the cluster's keys are not available", () => {
  test("agents are told to try again", async () => {
    const keys = createIssuerKeys("http://127.0.0.1:1");
    clusters.set("down", { name: "down", issuer: "http://127.0.0.1:1", keys, hasSharedKeys: () => false });
    expect(await call(good, "down")).toBe("caller_keys_unavailable");
  });
});

test("agents of clusters that share a key are rejected, at once and until that is over", async () => {
  await call(good);
  shared = ["blue", "green"];
  expect(await call(good)).toBe("caller_keys_shared");
  shared = ["green"];
  expect(await call(good)).toMatchObject({ clusters: new Set(["blue"]) });
});

describe("a verified token is cached", () => {
  /** Counts how often a signature is verified: each time, a key is looked up. */
  function countLookups(): { count: number } {
    const lookups = { count: 0 };
    const cluster = clusters.get("blue") as CallerCluster;
    const track = cluster.keys.track.bind(cluster.keys);
    vi.spyOn(cluster.keys, "track").mockImplementation(() => {
      lookups.count += 1;
      return track();
    });
    return lookups;
  }

  test("and requests that come together wait for one verification", async () => {
    const lookups = countLookups();
    await Promise.all([call(good), call(good), call(good)]);
    expect(lookups.count).toBe(1);
    expect(authenticate(sampleRequest({ headers: { [header]: good } }))).not.toBeInstanceOf(Promise);
    expect(lookups.count).toBe(1);
  });

  test("for its cluster only", async () => {
    await call(good);
    expect(await call(good, "green")).toBe("caller_token_invalid");
  });

  test("until it expires", async () => {
    await call(good);
    const lookups = countLookups();
    time = new Date(moment.getTime() + 3_599_999);
    await call(good);
    expect(lookups.count).toBe(0);
    time = new Date(moment.getTime() + 3_660_000);
    expect(await call(good)).toBe("caller_token_invalid");
    expect(lookups.count).toBe(1);
  });

  test("until the clock is set back", async () => {
    await call(good);
    time = new Date(moment.getTime() - 61_000);
    expect(await call(good)).toBe("caller_token_invalid");
  });

  test("until the key is withdrawn", async () => {
    const rotated = await startTestIssuer();
    try {
      const { issuer } = rotated;
      let seconds = now;
      const keys = createIssuerKeys(issuer, { now: () => new Date(seconds * 1000) });
      clusters.set("blue", { name: "blue", issuer, keys, hasSharedKeys: () => false });
      const token = await sign(agentClaims({ iss: issuer }), rotated.rsa);
      expect(await call(token)).toMatchObject({ name: "system:serviceaccount:eks-auth:agent" });
      rotated.keys = [rotated.ec];
      seconds += 601;
      expect(await call(token)).toBe("caller_token_invalid");
    } finally {
      await rotated.stop();
    }
  });

  test("but a rejected one is not", async () => {
    const token = await sign(agentClaims({ nbf: now + 90 }), blue.rsa);
    expect(await call(token)).toBe("caller_token_invalid");
    time = new Date(moment.getTime() + 60_000);
    expect(await call(token)).toMatchObject({ node: agent.node });
  });
});

function encode(claims: JWTPayload): string {
  return Buffer.from(JSON.stringify(claims)).toString("base64url");
}
