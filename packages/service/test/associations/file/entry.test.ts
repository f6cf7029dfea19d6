import { describe, expect, test } from "vitest";
import { parseEntries } from "../../../src/associations/file/association-file.ts";
import { cluster, entryError, parseEntry, policy, role } from "./parse-entry.ts";

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

describe("an external ID", () => {
  const own = "eu-west-1/111122223333/prod/shop/cart";
  const rule =
    "it must not begin with REGION/ACCOUNT/, because it could be the external ID of another service account";

  test.each([own, "custom", "prod/shop/cart"])("can be %s", (externalId) => {
    for (const disableSessionTags of [true, false]) {
      const entry = parseEntry({ externalId, targetRoleArn: role, disableSessionTags });
      expect(entry).toHaveProperty("externalId", externalId);
    }
  });

  test.each([
    "eu-west-1/111122223333/prod/bank/vault",
    "eu-west-1/111122223333/other/shop/cart",
    "EU-WEST-1/111122223333/PROD/SHOP/CART",
  ])("cannot be %s, which another service account could have", (externalId) => {
    for (const disableSessionTags of [true, false]) {
      expect(entryError({ externalId, targetRoleArn: role, disableSessionTags })).toBe(
        `a.yaml:1: associations[0].externalId is "${externalId}"; ${rule}; this one's is ${own}. Correct it.`,
      );
    }
  });

  test.each([{ namespace: "s*" }, { serviceAccount: "car?" }, { namespace: "*", serviceAccount: "*" }])(
    "of the globs %j cannot be that of one service account",
    (names) => {
      expect(entryError({ ...names, externalId: own, targetRoleArn: role })).toBe(
        `a.yaml:1: associations[0].externalId is "${own}"; ${rule}. Correct it.`,
      );
    },
  );
});

describe("with allowed roles", () => {
  const allowedRoles = ["arn:aws:iam::111122223333:role/c*", "arn:aws:iam::4444????6666:role/data/*"];
  const target = "arn:aws:iam::444455556666:role/data/reader";
  const rules = { ...cluster, allowedRoles };
  const parse = (members: object) =>
    parseEntries(
      `associations:\n  - ${JSON.stringify({ namespace: "shop", serviceAccount: "till", roleArn: role })}\n  - ${JSON.stringify({ namespace: "shop", serviceAccount: "cart", roleArn: role, ...members })}\n`,
      "a.yaml",
      rules,
    );

  test("an entry can have those", () => {
    expect(parse({ targetRoleArn: target })).toHaveLength(2);
  });

  test.each([
    ["roleArn", "arn:aws:iam::111122223333:role/admin"],
    ["targetRoleArn", "arn:aws:iam::444455556666:role/database"],
  ])("no entry can have another %s", (key, arn) => {
    expect(() => parse({ [key]: arn })).toThrow(
      `a.yaml:3: associations[1].${key} is "${arn}"; it must be one of the cluster's allowedRoles in the configuration. Correct it.`,
    );
  });
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
