import { describe, expect, test } from "vitest";
import { nameSession } from "../../src/credentials/session-name.ts";
import { createSessionRequest } from "../../src/credentials/session-request.ts";
import { entitle, roleOf } from "./sample-entitlement.ts";

const targetRole = roleOf("arn:aws:iam::777788889999:role/data");
const request = (...members: Parameters<typeof entitle>) =>
  createSessionRequest(entitle(...members), nameSession);

test("a pod's session is the role's, for an hour, with six tags", () => {
  expect(request()).toEqual({
    role: roleOf("arn:aws:iam::444455556666:role/team/cart"),
    target: undefined,
    sessionName: expect.stringMatching(/^eks-prod-cart-0-/),
    tags: {
      "eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/prod",
      "eks-cluster-name": "prod",
      "kubernetes-namespace": "shop",
      "kubernetes-service-account": "cart",
      "kubernetes-pod-name": "cart-0",
      "kubernetes-pod-uid": "uid-0",
    },
    policy: undefined,
    durationSeconds: 3600,
  });
});

test("an association may have its session go without tags, and narrow it", () => {
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  expect(request({ disableSessionTags: true, policy })).toMatchObject({ tags: undefined, policy });
});

describe("credentials live", () => {
  test.each([
    ["an hour", {}, 3600],
    ["as long as the association says", { durationSeconds: 43_200 }, 43_200],
    ["59 min where there is a target role", { targetRole }, 3540],
    ["as long as the association says there too", { targetRole, durationSeconds: 900 }, 900],
    ["an hour there at most", { targetRole, durationSeconds: 43_200 }, 3600],
  ])("%s", (_, association, seconds) => {
    expect(request(association).durationSeconds).toBe(seconds);
  });
});

describe("a target role is given", () => {
  const own = "eu-west-1/111122223333/prod/shop/cart";

  test.each([
    ["no external ID where tags tell whose the session is", {}, undefined],
    ["one that tells it where they don't", { disableSessionTags: true }, own],
    ["the association's own", { externalId: "theirs" }, "theirs"],
    ["the association's own without tags too", { externalId: "theirs", disableSessionTags: true }, "theirs"],
  ])("%s", (_, association, externalId) => {
    expect(request({ targetRole, ...association }).target).toEqual({ role: targetRole, externalId });
  });

  test("the names of the pod's own, where the association's are globs", () => {
    const association = { targetRole, disableSessionTags: true, namespace: "*", serviceAccount: "c*" };
    expect(request(association).target?.externalId).toBe(own);
  });
});
