import { expect, test } from "vitest";
import { clusterArn, parseRoleArn, partitionOf } from "../../src/names/arn.ts";

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

test.each([
  ["eu-west-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-east-1", "aws-us-gov"],
])("the region %s is in the partition %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  expect(clusterArn({ name: "edge", region, accountId: "111122223333" })).toBe(
    `arn:${partition}:eks:${region}:111122223333:cluster/edge`,
  );
});
