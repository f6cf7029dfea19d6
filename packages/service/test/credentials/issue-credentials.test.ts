import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { answerError, answerSuccess } from "@eks-auth/test-kit/fake-sts";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import { beforeEach, expect, test } from "vitest";
import { CredentialIssuerError, type IssuedCredentials } from "../../src/credentials/credential-issuer.ts";
import { type IssuanceContext, issueCredentials } from "../../src/credentials/issue-credentials.ts";
import { createSessionName } from "../../src/credentials/session-name.ts";
import type { Entitlement } from "../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../src/credentials/sts/sts-issuer.ts";
import { entitle, roleOf } from "./sample-entitlement.ts";
import { useFakeSts } from "./sts/use-fake-sts.ts";

stopClock();

let issuance: IssuanceContext;

const setup = useFakeSts();

beforeEach(() => {
  issuance = {
    issuer: createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url }),
    nameSession: createSessionName,
    flights: new SingleFlight(),
  };
});

const issue = (entitlement: Entitlement) => issueCredentials(issuance, entitlement);
/** How often requests are sent at once. */
const runs = randomRuns({ short: 5, long: 20 });
const keysOf = (issued: IssuedCredentials[]) => new Set(issued.map(({ accessKeyId }) => accessKeyId));

test(`500 equal requests at once are one call, in each of ${runs} runs`, async () => {
  for (let run = 1; run <= runs; run += 1) {
    const issued = await Promise.all(Array.from({ length: 500 }, () => issue(entitle())));
    expect(keysOf(issued).size).toBe(1);
    expect(setup.sts.calls).toHaveLength(run);
  }
});

test("equal requests one after the other are separate calls", async () => {
  const issued = [await issue(entitle()), await issue(entitle())];
  expect(keysOf(issued).size).toBe(2);
  expect(setup.sts.calls).toHaveLength(2);
});

const podCount = randomRuns({ short: 100, long: 500 });

test(`${podCount} pods at once are ${podCount} calls, each with its own credentials`, async () => {
  const pods = Array.from({ length: podCount }, (_, index) => ({
    name: `cart-${index}`,
    uid: `uid-${index}`,
  }));
  const issued = await Promise.all(pods.map((pod) => issue(entitle({}, pod))));
  expect(setup.sts.calls).toHaveLength(podCount);
  expect(keysOf(issued).size).toBe(podCount);
  for (const [index, { assumedRole }] of issued.entries()) {
    expect(assumedRole.arn).toContain(`/eks-prod-cart-${index}-`);
  }
});

test("requests that differ in anything are separate calls", async () => {
  const one = entitle();
  const { cluster, token, association } = one;
  const others: Entitlement[] = [
    { ...one, cluster: { ...cluster, name: "test" } },
    { ...one, cluster: { ...cluster, region: "eu-north-1" } },
    { ...one, cluster: { ...cluster, accountId: "999999999999" } },
    { ...one, token: { ...token, namespace: "bank" } },
    { ...one, token: { ...token, serviceAccount: "till" } },
    { ...one, token: { ...token, pod: { ...token.pod, name: "cart-1" } } },
    { ...one, token: { ...token, pod: { ...token.pod, uid: "uid-1" } } },
    { ...one, association: { ...association, role: roleOf("arn:aws:iam::444455556666:role/cart") } },
    { ...one, association: { ...association, disableSessionTags: true } },
    { ...one, association: { ...association, policy: "{}" } },
    { ...one, association: { ...association, durationSeconds: 900 } },
    { ...one, association: { ...association, externalId: "custom" } },
  ];
  const issued = await Promise.all([one, ...others].map(issue));
  expect(keysOf(issued).size).toBe(1 + others.length);
});

test("two tokens of a pod share a call: other claims do not count", async () => {
  const { token, ...others } = entitle();
  const issued = await Promise.all(
    [1, 2].map((expiration) => issue({ ...others, token: { ...token, ...{ expiration } } })),
  );
  expect(keysOf(issued).size).toBe(1);
});

test("a failure is shared by the waiting callers, not by later ones", async () => {
  setup.sts.answer = answerError(403, "AccessDenied", "no");
  const results = await Promise.allSettled(Array.from({ length: 500 }, () => issue(entitle())));
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(500);
  expect(results[0]).toMatchObject({ reason: expect.any(CredentialIssuerError) });
  expect(setup.sts.calls).toHaveLength(1);
  setup.sts.answer = answerSuccess;
  await issue(entitle());
  expect(setup.sts.calls).toHaveLength(2);
});

test("an issuer that throws synchronously blocks no later call", async () => {
  const flights = new SingleFlight<string>();
  const fail = () => {
    throw new Error("synchronous");
  };
  expect(() => flights.join("key", fail)).toThrow("synchronous");
  expect(await flights.join("key", async () => "done")).toBe("done");
});
