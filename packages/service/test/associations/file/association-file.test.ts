import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  loadAssociationFile,
  parseAssociationFile,
} from "../../../src/associations/file/association-file.ts";
import { UnusableFileError } from "../../../src/files/file-error.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "associations-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** The message for a text that can't be used. */
function complaint(text: string): string {
  try {
    parseAssociationFile(text, "a.yaml", cluster);
  } catch (error) {
    expect(error).toBeInstanceOf(UnusableFileError);
    return (error as Error).message;
  }
  throw new Error("The text was taken.");
}

const good = `# who has what
associations:
  - namespace: shop
    serviceAccount: cart
    roleArn: arn:aws:iam::111122223333:role/cart
  - namespace: shop
    serviceAccount: till.v2
    roleArn: arn:aws:iam::444455556666:role/team/blue/till+1
`;

describe("a good file", () => {
  test("has an association for each entry", async () => {
    const path = join(directory, "good.yaml");
    await writeFile(path, good);
    const store = await loadAssociationFile(path, cluster);
    expect(await store.find("shop", "till.v2")).toMatchObject({
      namespace: "shop",
      serviceAccount: "till.v2",
      role: {
        arn: "arn:aws:iam::444455556666:role/team/blue/till+1",
        partition: "aws",
        accountId: "444455556666",
        path: "/team/blue/",
        name: "till+1",
      },
      id: expect.stringMatching(/^a-[a-z0-9]{17}$/),
      arn: expect.stringMatching(
        /^arn:aws:eks:eu-west-1:111122223333:podidentityassociation\/prod\/a-[a-z0-9]{17}$/,
      ),
    });
    expect((await store.find("shop", "cart"))?.role).toMatchObject({ path: "/", name: "cart" });
    expect(await store.find("shop", "other")).toBeUndefined();
    expect(await store.find("other", "cart")).toBeUndefined();
    expect(await store.find("__proto__", "constructor")).toBeUndefined();
  });

  test("may have no associations", () => {
    expect(parseAssociationFile("associations: []", "a.yaml", cluster)).toEqual([]);
  });
});

describe("a bad file is refused, saying where, what and how to correct it:", () => {
  const entry = (lines: string) => `associations:\n  - ${lines.replaceAll("\n", "\n    ")}\n`;
  const rest = "serviceAccount: cart\nroleArn: arn:aws:iam::111122223333:role/cart";

  test.each<[string, string, string]>([
    ["empty", "", `a.yaml:1: the file is empty; it must have the key "associations" and no other. Add it.`],
    [
      "a list",
      "- namespace: shop",
      `a.yaml:1: the file is a list; it must have the key "associations" and no other. Correct it.`,
    ],
    [
      "no YAML",
      "associations:\n  - namespace: [shop\n",
      `a.yaml:3: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. Correct it.`,
    ],
    [
      "a repeated key",
      entry(`namespace: shop\nnamespace: shop\n${rest}`),
      `a.yaml:3: this is not YAML: Map keys must be unique. Correct it.`,
    ],
    [
      "an alias to nothing",
      "associations: *other",
      `a.yaml:1: *other is an alias of nothing. If it is a text, put it in quotes: "*other"; else set its anchor &other before it.`,
    ],
    [
      "a glob that YAML takes for an alias",
      entry(`namespace: *-prod\nserviceAccount: *\nroleArn: arn:aws:iam::111122223333:role/cart`),
      `a.yaml:3: an alias begins with "*" here. If it is a text, put it in quotes; else give the alias a name.`,
    ],
    [
      "a glob with a suffix that YAML takes for an alias",
      entry(`namespace: shop\nserviceAccount: *-cart\nroleArn: arn:aws:iam::111122223333:role/cart`),
      `a.yaml:3: *-cart is an alias of nothing. If it is a text, put it in quotes: "*-cart"; else set its anchor &-cart before it.`,
    ],
    [
      "an entry that an alias stands for",
      `associations:\n  - &one { namespace: Shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }\n  - *one\n`,
      `a.yaml:2: associations[0].namespace is "Shop"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.\na.yaml:2: associations[1].namespace is "Shop"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "two documents",
      `${good}---\n${good}`,
      "a.yaml:9: a second YAML document begins; a file has one. Remove it.",
    ],
    [
      "an unknown key",
      `${good}clusters: []\n`,
      `a.yaml:9: the file has the key "clusters", which is not known. Remove it, or correct its spelling.`,
    ],
    [
      "an unknown key of an entry",
      entry(`namespace: shop\n${rest}\nroleARN: x`),
      `a.yaml:5: associations[0] has the key "roleARN", which is not known. Remove it, or correct its spelling.`,
    ],
    [
      "no list",
      "associations: shop",
      `a.yaml:1: associations is "shop"; it must be a list of associations. Correct it.`,
    ],
    [
      "an entry that is none",
      "associations:\n  - shop",
      `a.yaml:2: associations[0] is "shop"; it must have the keys namespace, serviceAccount and roleArn. Correct it.`,
    ],
    [
      "no namespace",
      entry(rest),
      `a.yaml:2: associations[0].namespace is missing; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Add it.`,
    ],
    [
      "an empty namespace",
      entry(`namespace:\n${rest}`),
      `a.yaml:2: associations[0].namespace is empty; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "a namespace of another type",
      entry(`namespace: 12\n${rest}`),
      `a.yaml:2: associations[0].namespace is the number 12; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "a malformed namespace",
      entry(`namespace: Shop_1\n${rest}`),
      `a.yaml:2: associations[0].namespace is "Shop_1"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "a malformed service account",
      entry("namespace: shop\nserviceAccount: cart_\nroleArn: arn:aws:iam::111122223333:role/cart"),
      `a.yaml:3: associations[0].serviceAccount is "cart_"; it must be a service account's name: 1 to 253 characters of a-z, 0-9, "-" and ".", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "a role that is none",
      entry("namespace: shop\nserviceAccount: cart\nroleArn: cart"),
      `a.yaml:4: associations[0].roleArn is "cart"; it must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME. Correct it.`,
    ],
    [
      "a role of another partition",
      entry("namespace: shop\nserviceAccount: cart\nroleArn: arn:aws-cn:iam::111122223333:role/cart"),
      `a.yaml:4: associations[0].roleArn is "arn:aws-cn:iam::111122223333:role/cart"; it must be a role of the partition aws, where the cluster's region is. Correct it.`,
    ],
    [
      "a repeated service account",
      `${good}${good.slice(good.indexOf("  - "))}`,
      `a.yaml:9: associations[2] is for shop/cart, as the one at line 3 is; a service account has one role. Remove one of the two.\na.yaml:12: associations[3] is for shop/till.v2, as the one at line 6 is; a service account has one role. Remove one of the two.`,
    ],
  ])("%s", (_name, text, message) => {
    expect(complaint(text)).toBe(message);
  });

  test("all problems at once, in the file's order", () => {
    const text = `associations:
  - namespace: A
    serviceAccount: cart
    roleArn: x
  - namespace: shop
`;
    expect(complaint(text).match(/a\.yaml:\d+/g)).toEqual(["a.yaml:2", "a.yaml:4", "a.yaml:5", "a.yaml:5"]);
  });

  test("aliases that multiply", () => {
    const text = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
associations: [*c, *c, *c, *c]
`;
    expect(complaint(text)).toContain("a.yaml:1: an alias can't be resolved: ");
  });

  test("a file that isn't there", async () => {
    const path = join(directory, "absent.yaml");
    await expect(loadAssociationFile(path, cluster)).rejects.toThrow(
      `${path}: the file can't be read (ENOENT). Check that it is there and that this process may read it.`,
    );
  });
});

const role = "arn:aws:iam::111122223333:role/cart";
const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};

/** The complaint about one entry with members more than the three that it needs. */
function complaintAbout(members: Record<string, unknown>): string {
  const entry = { namespace: "shop", serviceAccount: "cart", roleArn: role, ...members };
  return complaint(JSON.stringify({ associations: [entry] }));
}

function parseOne(members: Record<string, unknown>): unknown {
  const entry = { namespace: "shop", serviceAccount: "cart", roleArn: role, ...members };
  return parseAssociationFile(JSON.stringify({ associations: [entry] }), "a.yaml", cluster)[0];
}

describe("the further members of an association", () => {
  test("are all there", async () => {
    const path = join(directory, "whole.yaml");
    await writeFile(
      path,
      `associations:
  - namespace: team-*
    serviceAccount: "*"
    roleArn: ${role}
    targetRoleArn: arn:aws:iam::444455556666:role/data/reader
    externalId: eu-west-1/111122223333/prod/shop/cart
    disableSessionTags: true
    policy:
      Version: 2012-10-17
      Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: "*"
    durationSeconds: 900
`,
    );
    const store = await loadAssociationFile(path, cluster);
    expect(await store.find("team-blue", "web")).toEqual({
      namespace: "team-*",
      serviceAccount: "*",
      role: expect.objectContaining({ name: "cart" }),
      targetRole: expect.objectContaining({ accountId: "444455556666", path: "/data/", name: "reader" }),
      externalId: "eu-west-1/111122223333/prod/shop/cart",
      disableSessionTags: true,
      policy: JSON.stringify(policy),
      durationSeconds: 900,
      id: expect.any(String),
      arn: expect.any(String),
    });
  });

  test("may be left out", () => {
    expect(parseOne({})).toMatchObject({ disableSessionTags: false });
    expect(parseOne({})).not.toHaveProperty("policy");
  });

  test("a policy may be JSON text, of 2,048 characters without its white space", () => {
    const text = JSON.stringify(
      { ...policy, Id: "i".repeat(2048 - JSON.stringify(policy).length - 8) },
      null,
      9,
    );
    expect(text.length).toBeGreaterThan(2048);
    const entry = parseOne({ disableSessionTags: true, policy: text });
    expect(entry).toHaveProperty("policy", JSON.stringify(JSON.parse(text)));
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "a policy with session tags",
      { policy },
      "policy is a map; it must stand with disableSessionTags: true, as a session policy does at AWS. Correct it.",
    ],
    [
      "a policy that is too long",
      { policy: { ...policy, Id: "i".repeat(2048) }, disableSessionTags: true },
      "policy is a map; it must be 2048 characters at most as JSON, and has 2152. Correct it.",
    ],
    [
      "a policy that isn't JSON",
      { policy: "Statement", disableSessionTags: true },
      'policy is "Statement"; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.',
    ],
    [
      "a policy without a statement",
      { policy: { statement: [] }, disableSessionTags: true },
      "policy is a map; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.",
    ],
    [
      "a policy of another type",
      { policy: [policy], disableSessionTags: true },
      "policy is a list; it must be an IAM policy with a Statement, as a map or as JSON text. Correct it.",
    ],
    [
      "a policy with a number, whose leading zeros YAML drops",
      {
        policy: { Statement: [{ Condition: { StringEquals: { "aws:ResourceAccount": 12345678901 } } }] },
        disableSessionTags: true,
      },
      "policy is a map; it must have its numbers in quotes, for a YAML number loses its leading zeros. Correct it.",
    ],
    [
      "a policy with a character that STS refuses",
      { policy: { ...policy, Id: "\u4e2d" }, disableSessionTags: true },
      "policy is a map; it must have no character above U+00FF. Correct it.",
    ],
    [
      "an external ID without a target role",
      { externalId: "id" },
      'externalId is "id"; it must stand with a targetRoleArn, whose trust policy asks for it. Correct it.',
    ],
    [
      "an external ID that STS refuses",
      { externalId: "a b", targetRoleArn: role },
      'externalId is "a b"; it must be an external ID: 2 to 1224 characters of A-Z, a-z, 0-9 and _+=,.@:/-. Correct it.',
    ],
    [
      "a target role of another partition",
      { targetRoleArn: "arn:aws-cn:iam::111122223333:role/cart" },
      'targetRoleArn is "arn:aws-cn:iam::111122223333:role/cart"; it must be a role of the partition aws, where the cluster\'s region is. Correct it.',
    ],
    [
      "too short a life",
      { durationSeconds: 899 },
      "durationSeconds is the number 899; it must be a whole number of seconds from 900 to 43200. Correct it.",
    ],
    [
      "a life that isn't whole",
      { durationSeconds: 900.5 },
      "durationSeconds is the number 900.5; it must be a whole number of seconds from 900 to 43200. Correct it.",
    ],
    [
      "too long a life for a chained session",
      { durationSeconds: 3601, targetRoleArn: role },
      "durationSeconds is the number 3601; it must be 3600 at most with a targetRoleArn. Correct it.",
    ],
    [
      "a text for a switch",
      { disableSessionTags: "yes" },
      'disableSessionTags is "yes"; it must be true or false. Correct it.',
    ],
  ])("%s is refused", (_name, members, message) => {
    expect(complaintAbout(members)).toBe(`a.yaml:1: associations[0].${message}`);
  });

  test("the longest lives are taken", () => {
    expect(parseOne({ durationSeconds: 43_200 })).toHaveProperty("durationSeconds", 43_200);
    expect(parseOne({ durationSeconds: 3600, targetRoleArn: role })).toHaveProperty("durationSeconds", 3600);
  });
});

describe("a glob", () => {
  test.each(["*", "?", "team-*", "*-prod", "a*b?c", "?-*-?"])("may be %s", (glob) => {
    expect(parseOne({ namespace: glob, serviceAccount: glob })).toMatchObject({ namespace: glob });
  });

  test.each(["team-*.v?", "*.*"])("may be %s for a service account alone", (glob) => {
    expect(parseOne({ serviceAccount: glob })).toMatchObject({ serviceAccount: glob });
    expect(complaintAbout({ namespace: glob })).toContain("associations[0].namespace is ");
  });

  test.each(["-*", "*-", "[a]*", "Team-*", "team/*", "", "*".repeat(64)])("may not be %j", (glob) => {
    expect(complaintAbout({ namespace: glob })).toContain("associations[0].namespace is ");
  });
});
