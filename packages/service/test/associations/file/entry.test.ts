import { describe, expect, test } from "vitest";
import { entryError, parseEntry, policy, role } from "./parse-entry.ts";

test("an entry needs only namespace, serviceAccount and roleArn", () => {
  expect(parseEntry({})).toMatchObject({ disableSessionTags: false });
  expect(parseEntry({})).not.toHaveProperty("policy");
});

const durationRule = "it must be a whole number of seconds from 900 to 43200";

test.each<[string, Record<string, unknown>, string]>([
  [
    "a policy with session tags",
    { policy },
    "policy is a map; it must come with disableSessionTags: true, as AWS requires for a session policy",
  ],
  [
    "an external ID without a target role",
    { externalId: "id" },
    'externalId is "id"; it must come with a targetRoleArn, whose trust policy requires it',
  ],
  [
    "an external ID that STS refuses",
    { externalId: "a b", targetRoleArn: role },
    'externalId is "a b"; it must be an external ID: 2 to 1224 characters of A-Z, a-z, 0-9 and _+=,.@:/-',
  ],
  [
    "a target role of another partition",
    { targetRoleArn: "arn:aws-cn:iam::111122223333:role/cart" },
    'targetRoleArn is "arn:aws-cn:iam::111122223333:role/cart"; it must be a role in the cluster\'s partition, aws',
  ],
  ["too short a duration", { durationSeconds: 899 }, `durationSeconds is the number 899; ${durationRule}`],
  [
    "a duration that is not whole",
    { durationSeconds: 900.5 },
    `durationSeconds is the number 900.5; ${durationRule}`,
  ],
  [
    "too long a duration for a chained session",
    { durationSeconds: 3601, targetRoleArn: role },
    "durationSeconds is the number 3601; it must be at most 3600 with a targetRoleArn",
  ],
  [
    "a text instead of true or false",
    { disableSessionTags: "yes" },
    'disableSessionTags is "yes"; it must be true or false',
  ],
])("%s is rejected", (_name, members, message) => {
  expect(entryError(members)).toBe(`a.yaml:1: associations[0].${message}. Correct it.`);
});

test("the longest durations are accepted", () => {
  expect(parseEntry({ durationSeconds: 43_200 })).toHaveProperty("durationSeconds", 43_200);
  expect(parseEntry({ durationSeconds: 3600, targetRoleArn: role })).toHaveProperty("durationSeconds", 3600);
});

describe("a glob", () => {
  test.each(["*", "?", "team-*", "*-prod", "a*b?c", "?-*-?"])("can be %s", (glob) => {
    expect(parseEntry({ namespace: glob, serviceAccount: glob })).toMatchObject({ namespace: glob });
  });

  test.each(["team-*.v?", "*.*"])("can be %s, but only for a service account", (glob) => {
    expect(parseEntry({ serviceAccount: glob })).toMatchObject({ serviceAccount: glob });
    expect(entryError({ namespace: glob })).toContain("associations[0].namespace is ");
  });

  test.each(["-*", "*-", "[a]*", "Team-*", "team/*", "", "*".repeat(64)])("cannot be %j", (glob) => {
    expect(entryError({ namespace: glob })).toContain("associations[0].namespace is ");
  });
});
