import { ownCredentials } from "@eks-auth/test-kit/aws-environment";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import type { Association } from "../../../src/associations/association.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import { entitle, roleOf } from "../sample-entitlement.ts";
import { useFakeSts } from "./use-fake-sts.ts";

stopClock();

const targetRole = roleOf("arn:aws:iam::777788889999:role/data");
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const tags = [
  ["eks-cluster-arn", "arn:aws:eks:eu-west-1:111122223333:cluster/prod"],
  ["eks-cluster-name", "prod"],
  ["kubernetes-namespace", "shop"],
  ["kubernetes-service-account", "cart"],
  ["kubernetes-pod-name", "cart-0"],
  ["kubernetes-pod-uid", "uid-0"],
].map(([key, value], index) => ({
  [`Tags.member.${index + 1}.Key`]: key,
  [`Tags.member.${index + 1}.Value`]: value,
  [`TransitiveTagKeys.member.${index + 1}`]: key,
}));
const tagParameters = Object.assign({}, ...tags);
const action = { Action: "AssumeRole", Version: "2011-06-15", RoleSessionName: "cart-session" };
const first = { ...action, RoleArn: "arn:aws:iam::444455556666:role/team/cart" };
const second = { ...action, RoleArn: targetRole.arn };

const setup = useFakeSts();

function requestFor(association: Partial<Association> = {}) {
  return createSessionRequest(entitle(association), "cart-session");
}

function issue(association: Partial<Association> = {}) {
  return createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url }).issue(requestFor(association));
}

test("a session is one of the role, with its tags, all transitive", async () => {
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
  const parameters = { ...first, ...tagParameters, DurationSeconds: "3600" };
  expect(setup.sts.calls).toEqual([{ parameters, accessKeyId: ownCredentials.accessKeyId }]);
});

test("a session without tags can have a policy and a longer duration", async () => {
  await issue({ disableSessionTags: true, policy, durationSeconds: 7200 });
  expect(setup.sts.calls.map(({ parameters }) => parameters)).toEqual([
    { ...first, Policy: policy, DurationSeconds: "7200" },
  ]);
});

describe("a target role is assumed with the first session,", () => {
  test("which passes the tags on", async () => {
    const issued = await issue({ targetRole, externalId: "custom" });
    const [one, other] = setup.sts.calls;
    expect(setup.sts.calls).toHaveLength(2);
    expect(one).toEqual({
      parameters: { ...first, ...tagParameters, DurationSeconds: "900" },
      accessKeyId: ownCredentials.accessKeyId,
    });
    expect(other).toEqual({
      parameters: { ...second, ExternalId: "custom", DurationSeconds: "3540" },
      accessKeyId: expect.stringMatching(/^ASIA/),
    });
    expect(issued.accessKeyId).not.toBe(other?.accessKeyId);
    expect(issued.assumedRole.arn).toBe("arn:aws:sts::777788889999:assumed-role/data/cart-session");
  });

  test("and only its session has the policy", async () => {
    await issue({ targetRole, policy, disableSessionTags: true, durationSeconds: 1800 });
    expect(setup.sts.calls.map(({ parameters }) => parameters)).toEqual([
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

test("connections are reused: a hundred sessions of two calls each, one after the other, need one", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url });
  for (let index = 0; index < 100; index += 1) {
    await issuer.issue(requestFor({ targetRole }));
  }
  expect([setup.sts.calls.length, setup.sts.connections]).toEqual([200, 1]);
});

test("if STS has closed a reused connection, the call is repeated", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url });
  const { answer } = setup.sts;
  await issuer.issue(requestFor());
  setup.sts.answer = (response) => {
    setup.sts.answer = answer;
    response.destroy();
  };
  await issuer.issue(requestFor());
  expect(setup.sts.calls).toHaveLength(3);
});
