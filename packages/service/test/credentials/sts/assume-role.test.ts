import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Association } from "../../../src/associations/association.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import { stopClock } from "../../stopped-clock.ts";
import { entitle, roleOf } from "../sample-entitlement.ts";
import { own, stubOwnCredentials } from "./own-environment.ts";
import { type StsStandIn, startStsStandIn } from "./sts-stand-in.ts";

stopClock();

const targetRole = roleOf("arn:aws:iam::777788889999:role/data");
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const tagParameters = {
  "Tags.member.1.Key": "eks-cluster-arn",
  "Tags.member.1.Value": "arn:aws:eks:eu-west-1:111122223333:cluster/prod",
  "Tags.member.2.Key": "eks-cluster-name",
  "Tags.member.2.Value": "prod",
  "Tags.member.3.Key": "kubernetes-namespace",
  "Tags.member.3.Value": "shop",
  "Tags.member.4.Key": "kubernetes-service-account",
  "Tags.member.4.Value": "cart",
  "Tags.member.5.Key": "kubernetes-pod-name",
  "Tags.member.5.Value": "cart-0",
  "Tags.member.6.Key": "kubernetes-pod-uid",
  "Tags.member.6.Value": "uid-0",
  "TransitiveTagKeys.member.1": "eks-cluster-arn",
  "TransitiveTagKeys.member.2": "eks-cluster-name",
  "TransitiveTagKeys.member.3": "kubernetes-namespace",
  "TransitiveTagKeys.member.4": "kubernetes-service-account",
  "TransitiveTagKeys.member.5": "kubernetes-pod-name",
  "TransitiveTagKeys.member.6": "kubernetes-pod-uid",
};
const action = { Action: "AssumeRole", Version: "2011-06-15", RoleSessionName: "cart-session" };
const first = { ...action, RoleArn: "arn:aws:iam::444455556666:role/team/cart" };
const second = { ...action, RoleArn: targetRole.arn };

let sts: StsStandIn;

beforeEach(async () => {
  stubOwnCredentials();
  sts = await startStsStandIn();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.stop();
});

function requestFor(association: Partial<Association> = {}) {
  return createSessionRequest(entitle(association), () => "cart-session");
}

function issue(association: Partial<Association> = {}) {
  return createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint }).issue(requestFor(association));
}

test("a session is the role's, with its tags, all transitive", async () => {
  expect(await issue()).toEqual({
    accessKeyId: expect.stringMatching(/^ASIAA+\d+$/),
    secretAccessKey: expect.stringMatching(/^canary-issued-secret-/),
    sessionToken: expect.stringMatching(/^canary-issued-token-/),
    expiration: new Date("2030-01-02T03:04:05Z"),
    assumedRole: {
      arn: "arn:aws:sts::444455556666:assumed-role/cart/cart-session",
      id: "AROAAAAAAAAAAAAAAAAAA:cart-session",
    },
  });
  expect(sts.calls).toEqual([
    { parameters: { ...first, ...tagParameters, DurationSeconds: "3600" }, accessKeyId: own.accessKeyId },
  ]);
});

test("a session without tags has none, and may be narrowed and last longer", async () => {
  await issue({ disableSessionTags: true, policy, durationSeconds: 7200 });
  expect(sts.calls.map(({ parameters }) => parameters)).toEqual([
    { ...first, Policy: policy, DurationSeconds: "7200" },
  ]);
});

describe("a target role is assumed by the first session,", () => {
  test("which hands the tags on by itself", async () => {
    const issued = await issue({ targetRole, externalId: "theirs" });
    const [one, other] = sts.calls;
    expect(sts.calls).toHaveLength(2);
    expect(one).toEqual({
      parameters: { ...first, ...tagParameters, DurationSeconds: "900" },
      accessKeyId: own.accessKeyId,
    });
    expect(other).toEqual({
      parameters: { ...second, ExternalId: "theirs", DurationSeconds: "3540" },
      accessKeyId: expect.stringMatching(/^ASIA/),
    });
    expect(issued.accessKeyId).not.toBe(other?.accessKeyId);
    expect(issued.assumedRole.arn).toBe("arn:aws:sts::777788889999:assumed-role/data/cart-session");
  });

  test("and it alone is narrowed", async () => {
    await issue({ targetRole, policy, disableSessionTags: true, durationSeconds: 1800 });
    expect(sts.calls.map(({ parameters }) => parameters)).toEqual([
      { ...first, DurationSeconds: "900" },
      {
        ...second,
        ExternalId: "eu-west-1/111122223333/prod/shop/cart",
        Policy: policy,
        DurationSeconds: "1800",
      },
    ]);
  });
});

test("connections are kept: a hundred sessions one after the other, of two calls each, need one", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint });
  for (let index = 0; index < 100; index += 1) {
    await issuer.issue(requestFor({ targetRole }));
  }
  expect([sts.calls.length, sts.connections()]).toEqual([200, 1]);
});

test("a kept connection that STS has closed meanwhile costs a second call, not the session", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint });
  const { answer } = sts;
  await issuer.issue(requestFor());
  sts.answer = (response) => {
    sts.answer = answer;
    response.destroy();
  };
  await issuer.issue(requestFor());
  expect(sts.calls).toHaveLength(3);
});

test("an endpoint that others could answer for is refused at the start", () => {
  expect(() => createStsIssuer({ region: "eu-west-1", endpoint: "http://sts.example" })).toThrow(
    'The STS endpoint "http://sts.example" must be an https URL; http is allowed for loopback addresses alone.',
  );
});
