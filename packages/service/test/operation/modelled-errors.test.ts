import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  CredentialIssuerError,
  createIssuerKeys,
  createPodIdentityService,
  deriveAssociationId,
  parseRoleArn,
  type Refusal,
  type RoleArn,
} from "../../src/index.ts";
import { stopClock } from "../stopped-clock.ts";

stopClock();

const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };
const identity = { name: "blue", region: "eu-west-1", accountId: "111122223333" };

let cluster: DevCluster;

beforeAll(async () => {
  cluster = await startDevCluster();
});
afterAll(() => cluster.stop());

test.each([
  ["role refused", 400, "AccessDeniedException"],
  ["invalid request", 400, "InvalidRequestException"],
  ["invalid parameter", 400, "InvalidParameterException"],
  ["throttled", 429, "ThrottlingException"],
  ["unavailable", 503, "ServiceUnavailableException"],
] as const)(
  "credentials that are %s are answered with %i %s, and the operator is told why",
  async (kind, status, name) => {
    const reason = new CredentialIssuerError(kind, "STS said no.");
    const refusals: Refusal[] = [];
    const handler = createEKSAuthFrontendHandler(
      createPodIdentityService({
        clusters: [
          {
            ...identity,
            issuer: cluster.issuer,
            keys: createIssuerKeys(cluster.issuer),
            associations: { find: async () => association },
          },
        ],
        credentials: { issue: () => Promise.reject(reason) },
        onRefusal: (refusal) => void refusals.push(refusal),
      }),
    );
    const response = await createFetchHandler(handler)(
      new Request("http://127.0.0.1/clusters/blue/assume-role-for-pod-identity", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token: await cluster.mintToken(pod) }),
      }),
    );
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([status, name]);
    expect(await response.text()).not.toContain("STS said no.");
    expect(refusals).toMatchObject([{ clusterName: "blue", answer: name, reason }]);
  },
);

const association = {
  namespace: "shop",
  serviceAccount: "cart",
  role: parseRoleArn("arn:aws:iam::111122223333:role/cart") as RoleArn,
  targetRole: undefined,
  externalId: undefined,
  disableSessionTags: false,
  policy: undefined,
  durationSeconds: undefined,
  ...deriveAssociationId(identity, "shop", "cart"),
};
