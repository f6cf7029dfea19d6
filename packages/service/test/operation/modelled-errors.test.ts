import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { afterAll, expect, test } from "vitest";
import { credentialErrorCodes } from "../../src/credentials/credential-issuer.ts";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  type Association,
  AuditUnavailableError,
  CredentialIssuerError,
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  type Decision,
  generateSessionKeys,
  type PodIdentityServiceOptions,
  type Refusal,
  SessionTokenError,
  UnknownKeyError,
} from "../../src/index.ts";
import { toResponseError } from "../../src/operation/modelled-errors.ts";
import { entitle, roleOf } from "../credentials/sample-entitlement.ts";

stopClock();

const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };
const identity = { name: "blue", region: "eu-west-1", accountId: "111122223333" };

const cluster = await startDevCluster();
afterAll(() => cluster.stop());

/** Calls a service over HTTP. All messages of the issuer contain "STS said no.". */
async function call({
  error,
  ...options
}: {
  association?: Association | undefined;
  error?: Error;
} & Partial<PodIdentityServiceOptions>) {
  const { association, ...hooks } = { association: entitle().association, ...options };
  const refusals: Refusal[] = [];
  const handler = createEKSAuthFrontendHandler(
    createPodIdentityService({
      clusters: [
        {
          ...identity,
          issuer: cluster.issuer,
          keys: createIssuerKeys(cluster.issuer),
          associations: { find: async () => association },
          allowedRoles: ["arn:aws:iam::444455556666:role/team/*"],
        },
      ],
      credentials: { issue: () => Promise.reject(error) },
      onDecision: (decision) => void (decision.outcome === "refused" && refusals.push(decision)),
      ...hooks,
    }),
  );
  const response = await createFetchHandler(handler)(
    new Request("http://127.0.0.1/clusters/blue/assume-role-for-pod-identity", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: await cluster.mintToken(pod) }),
    }),
  );
  const { status, headers } = response;
  const answer = [status, headers.get("x-amzn-errortype")];
  return { answer, sentCode: headers.get("x-eks-auth-reason"), text: await response.text(), refusals };
}

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
    const { answer, sentCode, text, refusals } = await call({ error: reason });
    expect(answer).toEqual([status, name]);
    expect(sentCode).toBe(code);
    expect(text).not.toContain("STS said no.");
    const { namespace, serviceAccount } = pod;
    expect(refusals).toMatchObject([
      { cluster: "blue", error: name, reason, pod: { namespace, serviceAccount, pod: pod.pod } },
    ]);
  },
);

test.each([
  ["grant", {}],
  ["refusal", { association: undefined }],
])("a %s that can't be recorded is answered with 503 and no credentials", async (_what, members) => {
  const keys = await generateSessionKeys();
  const { answer, text } = await call({
    ...members,
    credentials: createEmbeddedIssuer({ keys }),
    onDecision: () => Promise.reject(new AuditUnavailableError("The disk is full.")),
  });
  expect(answer).toEqual([503, "ServiceUnavailableException"]);
  expect(JSON.parse(text)).toEqual({ message: "Credentials can't be issued at the moment." });
});

test("a grant has everything to identify the credentials, and no secret", async () => {
  const decisions: Decision[] = [];
  const issued = {
    accessKeyId: "ASIAAAAAAAAAAAAAAAAA",
    secretAccessKey: "canary-secret",
    sessionToken: "canary-token",
    expiration: new Date("2030-01-02T03:04:05Z"),
    assumedRole: { arn: "arn:aws:sts::444455556666:assumed-role/cart/session", id: "AROA:session" },
    stsRequestId: "request-id-0",
  };
  const { association } = entitle({ targetRole: roleOf("arn:aws:iam::444455556666:role/team/other") });
  await call({
    association,
    credentials: { issue: async () => issued },
    onDecision: (decision) => void decisions.push(decision),
  });
  const { secretAccessKey, sessionToken, ...credentials } = issued;
  expect(decisions).toEqual([
    {
      time: expect.any(Date),
      outcome: "granted",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      cluster: "blue",
      caller: undefined,
      clientAddress: undefined,
      pod: expect.objectContaining({ ...pod, pod: expect.objectContaining(pod.pod) }),
      association: {
        id: association.id,
        roleArn: association.role.arn,
        targetRoleArn: "arn:aws:iam::444455556666:role/team/other",
      },
      credentials,
    },
  ]);
});

const otherRole = roleOf("arn:aws:iam::444455556666:role/admin");
const foreignId = "eu-west-1/111122223333/green/shop/cart";

test.each([
  ["role_not_allowed", "AccessDeniedException", { role: otherRole }],
  ["role_not_allowed", "AccessDeniedException", { targetRole: otherRole }],
  [
    "external_id_reserved",
    "InvalidRequestException",
    { targetRole: entitle().association.role, externalId: foreignId },
  ],
] as const)(
  "an association of a store that was not checked is refused: %s is answered with 400 %s",
  async (code, name, members) => {
    const { answer, text, refusals } = await call(entitle(members));
    expect(answer).toEqual([400, name]);
    expect(text).not.toMatch(/arn:aws|eu-west-1/);
    expect(refusals).toMatchObject([{ error: name, reason: { name: "AssociationRuleError", code } }]);
  },
);

test.each([
  new Error("other"),
  Object.assign(new Error("other"), { code: "unavailable" }),
  new SessionTokenError(),
  "unavailable",
  undefined,
])("an error that no step is expected to throw has no modelled error: %s", (error) => {
  expect(toResponseError(error)).toBeUndefined();
});

test("the error of an unknown key says when to try again", () => {
  expect(toResponseError(new UnknownKeyError("https://issuer.example", 24))?.error).toMatchObject({
    name: "ServiceUnavailableException",
    headers: { "x-eks-auth-reason": "unknown_key", "retry-after": "24" },
  });
});

test("every code of the issuer's errors has a modelled error", () => {
  for (const code of credentialErrorCodes) {
    expect(toResponseError(new CredentialIssuerError(code, "STS said no."))?.error).toBeInstanceOf(Error);
  }
});
