import { describe, expect, test } from "vitest";
import type { SessionRequest } from "../../../src/credentials/credential-issuer.ts";
import { createEmbeddedIssuer } from "../../../src/credentials/embedded/embedded-issuer.ts";
import { verifySessionToken } from "../../../src/credentials/embedded/session-token.ts";
import { roleOf } from "../sample-entitlement.ts";
import { keys, now, tags } from "./sample-session.ts";

function issue(
  role = roleOf("arn:aws-cn:iam::444455556666:role/team/cart"),
  others: Partial<SessionRequest> = {},
) {
  const issuer = createEmbeddedIssuer({ keys, now: () => now });
  return issuer.issue({
    role,
    target: undefined,
    sessionName: "eks-prod-cart-0",
    tags,
    policy: undefined,
    durationSeconds: 3600,
    ...others,
  });
}

describe("credentials", () => {
  test("have AWS's format", async () => {
    expect(await issue()).toEqual({
      accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      sessionToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiration: new Date("2026-01-02T04:04:05Z"),
      assumedRole: {
        arn: "arn:aws-cn:sts::444455556666:assumed-role/cart/eks-prod-cart-0",
        id: expect.stringMatching(/^AROA[A-Z2-7]{17}:eks-prod-cart-0$/),
      },
    });
  });

  test("are new each time; the ID of a role is always the same, and unique", async () => {
    const [one, other, ofOtherRole] = await Promise.all([
      issue(),
      issue(),
      issue(roleOf("arn:aws-cn:iam::444455556666:role/cart")),
    ]);
    expect(one.accessKeyId).not.toBe(other.accessKeyId);
    expect(one.secretAccessKey).not.toBe(other.secretAccessKey);
    expect(one.assumedRole.id).toBe(other.assumedRole.id);
    expect(one.assumedRole.id).not.toBe(ofOtherRole.assumedRole.id);
  });
});

test("the session is that of the target role, and has its source role, external ID and policy", async () => {
  const target = { role: roleOf("arn:aws-cn:iam::777788889999:role/data"), externalId: "custom" };
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  const issued = await issue(undefined, { target, policy, tags: undefined });
  expect(issued.assumedRole).toEqual({
    arn: "arn:aws-cn:sts::777788889999:assumed-role/data/eks-prod-cart-0",
    id: expect.stringMatching(/^AROA[A-Z2-7]{17}:eks-prod-cart-0$/),
  });
  expect(await verifySessionToken(issued.sessionToken, keys, now)).toEqual({
    roleArn: "arn:aws-cn:iam::777788889999:role/data",
    sourceRoleArn: "arn:aws-cn:iam::444455556666:role/team/cart",
    externalId: "custom",
    sessionName: "eks-prod-cart-0",
    accessKeyId: issued.accessKeyId,
    policy,
    expiration: issued.expiration,
  });
});

test("a session token has the role, the session and the tags", async () => {
  const { sessionToken, accessKeyId, expiration } = await issue();
  expect(await verifySessionToken(sessionToken, keys, now)).toEqual({
    roleArn: "arn:aws-cn:iam::444455556666:role/team/cart",
    sessionName: "eks-prod-cart-0",
    accessKeyId,
    tags,
    expiration,
  });
});
