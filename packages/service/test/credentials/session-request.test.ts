import { describe, expect, test } from "vitest";
import { AssociationRuleError } from "../../src/associations/association-rules.ts";
import { createSessionName } from "../../src/credentials/session-name.ts";
import { createSessionRequest } from "../../src/credentials/session-request.ts";
import { entitle, roleOf } from "./sample-entitlement.ts";

const targetRole = roleOf("arn:aws:iam::777788889999:role/data");
function request(...members: Parameters<typeof entitle>) {
  const entitlement = entitle(...members);
  return createSessionRequest(entitlement, createSessionName(entitlement));
}

test("a pod's session is one of the role, for 1 h, with six tags", () => {
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

test("an association can disable the tags and set a policy", () => {
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  expect(request({ disableSessionTags: true, policy })).toMatchObject({ tags: undefined, policy });
});

describe("the lifetime of credentials is", () => {
  test.each([
    ["1 h by default", {}, 3600],
    ["that of the association", { durationSeconds: 43_200 }, 43_200],
    ["59 min with a target role", { targetRole }, 3540],
    ["that of the association with a target role, too", { targetRole, durationSeconds: 900 }, 900],
    ["at most 1 h with a target role", { targetRole, durationSeconds: 43_200 }, 3600],
  ])("%s", (_, association, seconds) => {
    expect(request(association).durationSeconds).toBe(seconds);
  });
});

describe("a target role gets", () => {
  const derived = "eu-west-1/111122223333/prod/shop/cart";

  test.each([
    ["no external ID if tags identify the session", {}, undefined],
    ["an external ID that identifies the pod if there are no tags", { disableSessionTags: true }, derived],
    ["that of the association", { externalId: "custom" }, "custom"],
    [
      "that of the association without tags, too",
      { externalId: "custom", disableSessionTags: true },
      "custom",
    ],
  ])("%s", (_, association, externalId) => {
    expect(request({ targetRole, ...association }).target).toEqual({ role: targetRole, externalId });
  });

  test("the exact names of the pod if the association has globs", () => {
    const association = { targetRole, disableSessionTags: true, namespace: "*", serviceAccount: "c*" };
    expect(request(association).target?.externalId).toBe(derived);
  });
});

describe("no session is requested with", () => {
  const allowedRoles = ["arn:aws:iam::444455556666:role/*"];

  function refusalOf(association: Parameters<typeof entitle>[0]): unknown {
    const { cluster, ...entitlement } = entitle(association);
    try {
      createSessionRequest({ ...entitlement, cluster: { ...cluster, allowedRoles } }, "session");
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(AssociationRuleError);
      return error;
    }
  }

  test.each([
    ["a role", { role: targetRole }],
    ["a target role", { targetRole }],
  ])("%s that the cluster does not allow", (_, association) => {
    expect(refusalOf({})).toBeUndefined();
    expect(refusalOf(association)).toMatchObject({
      code: "role_not_allowed",
      message:
        "The association of shop/cart has the role arn:aws:iam::777788889999:role/data, which the cluster prod does not allow. Fix the association, or allowedRoles in the configuration.",
    });
  });

  test("the external ID of another service account, although the association matches several", () => {
    const glob = {
      targetRole: roleOf("arn:aws:iam::444455556666:role/data"),
      namespace: "*",
      serviceAccount: "*",
    };
    const [own, foreign] = ["cart", "till"].map((name) => `eu-west-1/111122223333/prod/shop/${name}`);
    expect(refusalOf({ ...glob, externalId: own })).toBeUndefined();
    expect(refusalOf({ ...glob, externalId: foreign })).toMatchObject({
      code: "external_id_reserved",
      message: `The association of shop/cart has the external ID ${foreign}, which could be that of another service account. Fix the association.`,
    });
  });
});
