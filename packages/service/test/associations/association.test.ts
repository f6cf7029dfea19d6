import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveAssociationId } from "../../src/associations/association.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

test("the ID of an association is stable", () => {
  expect(deriveAssociationId(cluster, "shop", "cart")).toMatchInlineSnapshot(`
    {
      "arn": "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-q5z5ccbuf5t2t3q3r",
      "id": "a-q5z5ccbuf5t2t3q3r",
    }
  `);
});

test.each([
  ["us-east-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("an association in %s is in the partition %s", (region, partition) => {
  const { arn } = deriveAssociationId({ ...cluster, region }, "shop", "cart");
  expect(arn).toMatch(
    new RegExp(`^arn:${partition}:eks:${region}:111122223333:podidentityassociation/prod/a-[a-z0-9]{17}$`),
  );
});

test("every ID has AWS's format", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (namespace, serviceAccount) => {
      expect(deriveAssociationId(cluster, namespace, serviceAccount).id).toMatch(/^a-[a-z0-9]{17}$/);
    }),
  );
});

test("another cluster, namespace or service account has another ID", () => {
  const ids = [
    deriveAssociationId(cluster, "shop", "cart"),
    deriveAssociationId(cluster, "sho", "pcart"),
    deriveAssociationId(cluster, "shop", "till"),
    deriveAssociationId(cluster, "bank", "cart"),
    deriveAssociationId({ ...cluster, name: "test" }, "shop", "cart"),
    deriveAssociationId({ ...cluster, region: "eu-west-2" }, "shop", "cart"),
    deriveAssociationId({ ...cluster, accountId: "444455556666" }, "shop", "cart"),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
