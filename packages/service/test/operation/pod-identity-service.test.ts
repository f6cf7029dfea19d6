import { once } from "node:events";
import { expect, test } from "vitest";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  createEmbeddedIssuer,
  createIssuerKeys,
  type Decision,
  generateSessionKeys,
} from "../../src/index.ts";
import { createPodIdentityService } from "../../src/operation/pod-identity-service.ts";
import { entitle } from "../credentials/sample-entitlement.ts";

const call = {
  context: undefined,
  operation: "AssumeRoleForPodIdentity",
  requestId: "1",
  signal: new AbortController().signal,
};

test("the error of a failed hook replaces the modelled error", async () => {
  const service = createPodIdentityService({
    clusters: [],
    credentials: { issue: () => Promise.reject(new Error()) },
    onDecision: () => Promise.reject(new Error("The log is full.")),
  });
  await expect(
    service.assumeRoleForPodIdentity({ clusterName: "red", token: "a.b.c" }, call),
  ).rejects.toEqual(new Error("The log is full."));
});

test("an explanation that fails is a warning without secrets, and the response is sent", async () => {
  const dev = await startDevCluster();
  try {
    const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };
    const token = await dev.mintToken(pod);
    const decisions: Decision[] = [];
    const service = createPodIdentityService({
      clusters: [
        {
          name: "blue",
          region: "eu-west-1",
          accountId: "111122223333",
          issuer: dev.issuer,
          keys: createIssuerKeys(dev.issuer),
          associations: {
            find: async (namespace) => (namespace === "shop" ? entitle().association : undefined),
          },
        },
      ],
      credentials: createEmbeddedIssuer({ keys: await generateSessionKeys() }),
      onDecision: (decision) => void decisions.push(decision),
      onExchange() {
        throw new TypeError(`can't show ${token}`);
      },
    });
    const granted = once(process, "warning");
    const { credentials } = await service.assumeRoleForPodIdentity({ clusterName: "blue", token }, call);
    expect(credentials.accessKeyId).toMatch(/^ASIA/);
    const [{ message }] = await granted;
    expect(message).toMatch(/^An exchange can't be explained: TypeError: can't show \[redacted\]\n/);

    const refused = once(process, "warning");
    const other = await dev.mintToken({ ...pod, namespace: "other" });
    await expect(
      service.assumeRoleForPodIdentity({ clusterName: "blue", token: other }, call),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await refused;
    expect(decisions.map(({ outcome }) => outcome)).toEqual(["granted", "refused"]);
  } finally {
    await dev.stop();
  }
});

test("two clusters with the same name are rejected", () => {
  const cluster = {
    name: "blue",
    region: "eu-west-1",
    accountId: "111122223333",
    issuer: "https://issuer.example",
    keys: () => Promise.reject(new Error()),
    associations: { find: async () => undefined },
  };
  expect(() =>
    createPodIdentityService({
      clusters: [cluster, { ...cluster, issuer: "https://other.example" }],
      credentials: { issue: () => Promise.reject(new Error()) },
      onDecision: () => {},
    }),
  ).toThrow("Two clusters have the name blue. Names must be unique.");
});
