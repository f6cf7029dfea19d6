import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveAssociationId } from "../../src/associations/association.ts";
import type { EksApiCluster } from "../../src/eks-api/eks-api-cluster.ts";
import { isOfCluster, parseResourceArn, requireResource } from "../../src/eks-api/resource-arn.ts";
import { clusterArn } from "../../src/names/arn.ts";

const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" } as EksApiCluster;
const { id, arn } = deriveAssociationId(cluster, "shop", "cart");

test("the ARNs of associations and of clusters are parsed", () => {
  expect(parseResourceArn(arn)).toEqual({ arn, clusterName: "edge", associationId: id });
  const ofCluster = clusterArn(cluster);
  expect(parseResourceArn(ofCluster)).toEqual({ arn: ofCluster, clusterName: "edge" });
});

test.each([
  ["edge", "eu-west-1", "111122223333", true],
  ["edge", "eu-west-2", "111122223333", false],
  ["edge", "eu-west-1", "444455556666", false],
  ["edge", "cn-north-1", "111122223333", false],
])(
  "the ARN of an association of %s in %s and %s is one of the cluster: %s",
  (name, region, accountId, expected) => {
    const resource = requireResource(deriveAssociationId({ name, region, accountId }, "shop", "cart").arn);
    expect(isOfCluster(resource, cluster)).toBe(expected);
  },
);

test.each([
  "",
  "arn:aws:iam::111122223333:role/app",
  "arn:aws:eks:eu-west-1:111122223333:nodegroup/edge/a/b",
  `${arn}/more`,
  arn.replace("edge", "ed/ge"),
  `${arn}\n`,
])("%j is refused", (text) => {
  expect(() => requireResource(text)).toThrow(expect.objectContaining({ code: "resource_arn_invalid" }));
});

test("any text is parsed or refused", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(parseResourceArn(text)).toBeUndefined();
    }),
  );
});
