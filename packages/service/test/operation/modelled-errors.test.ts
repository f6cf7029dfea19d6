import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { afterAll, expect, test } from "vitest";
import { credentialErrorCodes } from "../../src/credentials/credential-issuer.ts";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  CredentialIssuerError,
  createIssuerKeys,
  createPodIdentityService,
  type Refusal,
  SessionTokenError,
} from "../../src/index.ts";
import { toModelledError } from "../../src/operation/modelled-errors.ts";
import { entitle } from "../credentials/sample-entitlement.ts";

stopClock();

const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };
const identity = { name: "blue", region: "eu-west-1", accountId: "111122223333" };

const cluster = await startDevCluster();
afterAll(() => cluster.stop());

test.each([
  ["role_refused", 400, "AccessDeniedException"],
  ["invalid_request", 400, "InvalidRequestException"],
  ["invalid_parameter", 400, "InvalidParameterException"],
  ["throttled", 429, "ThrottlingException"],
  ["unavailable", 503, "ServiceUnavailableException"],
] as const)(
  "the code %s is answered with %i %s, and the operator gets the reason",
  async (code, status, name) => {
    const reason = new CredentialIssuerError(code, "STS said no.");
    const refusals: Refusal[] = [];
    const handler = createEKSAuthFrontendHandler(
      createPodIdentityService({
        clusters: [
          {
            ...identity,
            issuer: cluster.issuer,
            keys: createIssuerKeys(cluster.issuer),
            associations: { find: async () => entitle().association },
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
    expect(refusals).toMatchObject([{ clusterName: "blue", error: name, reason }]);
  },
);

test.each([
  new Error("other"),
  Object.assign(new Error("other"), { code: "unavailable" }),
  new SessionTokenError(),
  "unavailable",
  undefined,
])("an error that no step is expected to throw has no modelled error: %s", (error) => {
  expect(toModelledError(error)).toBeUndefined();
});

test("every code of the issuer's errors has a modelled error", () => {
  for (const code of credentialErrorCodes) {
    expect(toModelledError(new CredentialIssuerError(code, "STS said no."))?.error).toBeInstanceOf(Error);
  }
});
