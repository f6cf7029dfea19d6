import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CredentialIssuerError, type IssuedCredentials } from "../../src/credentials/credential-issuer.ts";
import {
  type Entitlement,
  type Issuance,
  issueCredentials,
} from "../../src/credentials/issue-credentials.ts";
import { nameSession } from "../../src/credentials/session-name.ts";
import { createStsIssuer } from "../../src/credentials/sts/sts-issuer.ts";
import { stopClock } from "../stopped-clock.ts";
import { entitle, roleOf } from "./sample-entitlement.ts";
import { stubOwnCredentials } from "./sts/own-environment.ts";
import { answerError, answerSession, type StsStandIn, startStsStandIn } from "./sts/sts-stand-in.ts";

stopClock();

let sts: StsStandIn;
let issuance: Issuance;

beforeEach(async () => {
  stubOwnCredentials();
  sts = await startStsStandIn();
  issuance = {
    issuer: createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint }),
    nameSession,
    flights: new SingleFlight(),
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.stop();
});

const issue = (entitlement: Entitlement) => issueCredentials(issuance, entitlement);
const keysOf = (issued: IssuedCredentials[]) => new Set(issued.map(({ accessKeyId }) => accessKeyId));

test("500 requests for the same at once are one call, each of 20 times", async () => {
  for (let run = 1; run <= 20; run += 1) {
    const issued = await Promise.all(Array.from({ length: 500 }, () => issue(entitle())));
    expect(keysOf(issued).size).toBe(1);
    expect(sts.calls).toHaveLength(run);
  }
});

test("one after the other, each has credentials of its own", async () => {
  const issued = [await issue(entitle()), await issue(entitle())];
  expect(keysOf(issued).size).toBe(2);
  expect(sts.calls).toHaveLength(2);
});

test("500 pods at once are 500 calls, and none has another's", async () => {
  const pods = Array.from({ length: 500 }, (_, index) => ({ name: `cart-${index}`, uid: `uid-${index}` }));
  const issued = await Promise.all(pods.map((pod) => issue(entitle({}, pod))));
  expect(sts.calls).toHaveLength(500);
  expect(keysOf(issued).size).toBe(500);
  for (const [index, { assumedRole }] of issued.entries()) {
    expect(assumedRole.arn).toContain(`/eks-prod-cart-${index}-`);
  }
});

test("whatever differs, nothing is shared", async () => {
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
    { ...one, association: { ...association, externalId: "theirs" } },
  ];
  const issued = await Promise.all([one, ...others].map(issue));
  expect(keysOf(issued).size).toBe(1 + others.length);
});

test("what a token says besides isn't looked at: a pod's two tokens share", async () => {
  const { token, ...others } = entitle();
  const issued = await Promise.all(
    [1, 2].map((expiration) => issue({ ...others, token: { ...token, ...{ expiration } } })),
  );
  expect(keysOf(issued).size).toBe(1);
});

test("a failure is everyone's who waits, and nobody's after", async () => {
  sts.answer = answerError(403, "AccessDenied", "no");
  const outcomes = await Promise.allSettled(Array.from({ length: 500 }, () => issue(entitle())));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(500);
  expect(outcomes[0]).toMatchObject({ reason: expect.any(CredentialIssuerError) });
  expect(sts.calls).toHaveLength(1);
  sts.answer = answerSession;
  await issue(entitle());
  expect(sts.calls).toHaveLength(2);
});

test("an issuer that throws at once leaves nothing behind", async () => {
  const flights = new SingleFlight<string>();
  const fail = () => {
    throw new Error("at once");
  };
  expect(() => flights.join("key", fail)).toThrow("at once");
  expect(await flights.join("key", async () => "well")).toBe("well");
});
