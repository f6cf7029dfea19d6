import { expect, test } from "vitest";
import { createEntrySchema } from "../../src/associations/file/entry.ts";
import { clusterArn, parseRoleArn } from "../../src/names/arn.ts";

test.each([
  [
    "arn:aws:iam::111122223333:role/app",
    { partition: "aws", accountId: "111122223333", path: "/", name: "app" },
  ],
  [
    "arn:aws-us-gov:iam::111122223333:role/a/b/app@1",
    { partition: "aws-us-gov", accountId: "111122223333", path: "/a/b/", name: "app@1" },
  ],
])("%s is parsed", (arn, parts) => {
  expect(parseRoleArn(arn)).toEqual({ arn, ...parts });
});

test.each([
  "",
  "app",
  "arn:aws:iam::111122223333:user/app",
  "arn:aws:iam::11112222333:role/app",
  "arn:aws:iam:eu-west-1:111122223333:role/app",
  "arn:aws:sts::111122223333:assumed-role/app/session",
  "arn:other:iam::111122223333:role/app",
  "arn:aws:iam::111122223333:role/",
  "arn:aws:iam::111122223333:role/app/",
  "arn:aws:iam::111122223333:role/app\n",
  `arn:aws:iam::111122223333:role/${"a".repeat(65)}`,
])("%j is not the ARN of a role", (arn) => {
  expect(parseRoleArn(arn)).toBeUndefined();
});

/** A region of every partition that AWS has published. */
const partitions = [
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-east-1", "aws-us-gov"],
  ["eusc-de-east-1", "aws-eusc"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
] as const;

const accountId = "111122223333";

test.each(partitions)("a cluster and its roles in %s are in the partition %s", (region, partition) => {
  const cluster = { name: "edge", region, accountId };
  expect(clusterArn(cluster)).toBe(`arn:${partition}:eks:${region}:${accountId}:cluster/edge`);
  const schema = createEntrySchema(cluster);
  for (const [, other] of partitions) {
    const roleArn = `arn:${other}:iam::${accountId}:role/cart`;
    const { value } = schema.validate({ namespace: "shop", serviceAccount: "cart", roleArn });
    expect(value !== undefined).toBe(other === partition);
  }
});

test("a configured partition wins, for regions that the AWS SDK does not know", () => {
  const cluster = { name: "edge", region: "mars-north-1", accountId };
  expect(clusterArn(cluster)).toMatch(/^arn:aws:/);
  expect(clusterArn({ ...cluster, partition: "aws-mars" })).toMatch(/^arn:aws-mars:/);
});
