import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  checkResourceInput,
  createManifest,
  needsClusterWide,
} from "../../../src/associations/kubernetes/resource-input.ts";
import { namesArbitrary } from "./names-arbitrary.ts";

const role = "arn:aws:iam::111122223333:role/";
const cart = { namespace: "shop", serviceAccount: "cart", roleArn: `${role}cart` };

describe("checkResourceInput", () => {
  it("takes roles of any partition", () => {
    const roleArn = "arn:aws-cn:iam::111122223333:role/cart";
    expect(checkResourceInput({ ...cart, roleArn }).role.arn).toBe(roleArn);
  });

  it.each([
    [{ roleArn: "cart" }, 'roleArn is "cart"; it must be the ARN of an IAM role'],
    [{ targetRoleArn: "arn:aws-cn:iam::111122223333:role/a" }, "the cluster's partition, aws"],
    [{ policy: "{}" }, "it must be an IAM policy with a Statement"],
    [{ policy: '{"Statement":[]}' }, "it must come with disableSessionTags: true"],
    [{ durationSeconds: 1 }, "it must be a whole number of seconds from 900 to 43200"],
    [
      { targetRoleArn: `${role}data`, externalId: "eu-west-1/111122223333/edge/shop/till" },
      "this one's is eu-west-1/111122223333/edge/shop/cart",
    ],
  ])("rejects %j", (change, message) => {
    expect(() => checkResourceInput({ ...cart, ...change })).toThrow(
      expect.objectContaining({ code: "invalid", message: expect.stringContaining(message) }),
    );
  });

  it("accepts the external ID that is the service account's own in some cluster", () => {
    const externalId = "eu-west-1/111122223333/edge/shop/cart";
    const input = { ...cart, targetRoleArn: `${role}data`, externalId };
    expect(checkResourceInput(input).externalId).toBe(externalId);
  });
});

describe("createManifest", () => {
  const association = checkResourceInput({
    ...cart,
    disableSessionTags: true,
    policy: { Statement: [{ Effect: "Allow" }] },
    durationSeconds: 900,
  });
  const spec = {
    serviceAccount: "cart",
    roleArn: `${role}cart`,
    disableSessionTags: true,
    policy: '{"Statement":[{"Effect":"Allow"}]}',
    durationSeconds: 900,
  };

  it("has the policy as JSON text, and no defaults", () => {
    expect(createManifest(association, { name: "cart", clusterWide: false })).toEqual({
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "PodIdentityAssociation",
      metadata: { name: "cart", namespace: "shop" },
      spec,
    });
  });

  it("has the namespace in the spec if it is for the whole cluster", () => {
    expect(createManifest(association, { name: "shop.cart", clusterWide: true })).toEqual({
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "ClusterPodIdentityAssociation",
      metadata: { name: "shop.cart" },
      spec: { namespace: "shop", ...spec },
    });
  });
});

test("a resource has the association that it was made from", () => {
  fc.assert(
    fc.property(namesArbitrary, fc.option(fc.integer({ min: 900, max: 43_200 })), (names, duration) => {
      const durationSeconds = duration ?? undefined;
      const association = checkResourceInput({ ...names, roleArn: cart.roleArn, durationSeconds });
      const clusterWide = needsClusterWide(names);
      const { spec } = createManifest(association, { name: "a", clusterWide });
      expect(checkResourceInput({ namespace: names.namespace, ...spec })).toEqual(association);
    }),
  );
});
