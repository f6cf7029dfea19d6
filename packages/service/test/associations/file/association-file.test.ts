import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { loadAssociationFile, parseEntries } from "../../../src/associations/file/association-file.ts";
import { createAliasBomb } from "../../files/alias-bomb.ts";
import { cluster, fileError } from "./parse-entry.ts";

const folder = useTempFolder("associations");

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
    const path = await folder.write("good.yaml", good);
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

  test("can have no associations", () => {
    expect(parseEntries("associations: []", "a.yaml", cluster)).toEqual([]);
  });
});

describe("a bad file is rejected with its line, the problem and the fix:", () => {
  const entry = (lines: string) => `associations:\n  - ${lines.replaceAll("\n", "\n    ")}\n`;
  const shop = (lines: string) => entry(`namespace: shop\n${lines}`);
  const roleArn = "roleArn: arn:aws:iam::111122223333:role/cart";
  const rest = `serviceAccount: cart\n${roleArn}`;
  const namespaceRule =
    'it must be a namespace\'s name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob can have "*" for any characters and "?" for any one among them.';

  test.each<[string, string, string]>([
    ["empty", "", `1: the file is empty; it must have the key "associations" and no other. Add it.`],
    [
      "a list",
      "- namespace: shop",
      `1: the file is a list; it must have the key "associations" and no other. Correct it.`,
    ],
    [
      "not YAML",
      "associations:\n  - namespace: [shop\n",
      `3: this is not YAML: deficient indentation. Correct it.`,
    ],
    [
      "a repeated key",
      entry(`namespace: shop\nnamespace: shop\n${rest}`),
      `3: this is not YAML: duplicated mapping key. Correct it.`,
    ],
    [
      "an alias without an anchor",
      "associations: *other",
      `1: *other is an alias without an anchor. If it is a text, put it in quotes: "*other"; otherwise set the anchor &other before it.`,
    ],
    [
      "a glob that YAML takes for an alias",
      entry(`namespace: *-prod\nserviceAccount: *\n${roleArn}`),
      `3: an alias begins with "*" here. If it is a text, put it in quotes; otherwise give the alias a name.`,
    ],
    [
      "a glob with a suffix that YAML takes for an alias",
      shop(`serviceAccount: *-cart\n${roleArn}`),
      `3: *-cart is an alias without an anchor. If it is a text, put it in quotes: "*-cart"; otherwise set the anchor &-cart before it.`,
    ],
    [
      "an entry that is an alias",
      `associations:\n  - &one { namespace: Shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }\n  - *one\n`,
      `2: associations[0].namespace is "Shop"; ${namespaceRule} Correct it.\na.yaml:2: associations[1].namespace is "Shop"; ${namespaceRule} Correct it.`,
    ],
    [
      "two documents",
      `${good}---\n${good}`,
      "9: a second YAML document begins here; only one is allowed. Remove it.",
    ],
    [
      "an unknown key",
      `${good}clusters: []\n`,
      `9: the file has the unknown key "clusters". Remove it, or correct its spelling.`,
    ],
    [
      "an unknown key of an entry",
      entry(`namespace: shop\n${rest}\nroleARN: x`),
      `5: associations[0] has the unknown key "roleARN". Remove it, or correct its spelling.`,
    ],
    [
      "not a list",
      "associations: shop",
      `1: associations is "shop"; it must be a list of associations. Correct it.`,
    ],
    [
      "an entry that is not a map",
      "associations:\n  - shop",
      `2: associations[0] is "shop"; it must have the keys namespace, serviceAccount and roleArn. Correct it.`,
    ],
    ["no namespace", entry(rest), `2: associations[0].namespace is missing; ${namespaceRule} Add it.`],
    [
      "an empty namespace",
      entry(`namespace:\n${rest}`),
      `2: associations[0].namespace is empty; ${namespaceRule} Correct it.`,
    ],
    [
      "a namespace of another type",
      entry(`namespace: 12\n${rest}`),
      `2: associations[0].namespace is the number 12; ${namespaceRule} Correct it.`,
    ],
    [
      "a malformed namespace",
      entry(`namespace: Shop_1\n${rest}`),
      `2: associations[0].namespace is "Shop_1"; ${namespaceRule} Correct it.`,
    ],
    [
      "a malformed service account",
      shop(`serviceAccount: cart_\n${roleArn}`),
      `3: associations[0].serviceAccount is "cart_"; it must be a service account's name: 1 to 253 characters of a-z, 0-9, "-" and ".", first and last a letter or digit; a glob can have "*" for any characters and "?" for any one among them. Correct it.`,
    ],
    [
      "a malformed role ARN",
      shop("serviceAccount: cart\nroleArn: cart"),
      `4: associations[0].roleArn is "cart"; it must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME. Correct it.`,
    ],
    [
      "a role of another partition",
      shop("serviceAccount: cart\nroleArn: arn:aws-cn:iam::111122223333:role/cart"),
      `4: associations[0].roleArn is "arn:aws-cn:iam::111122223333:role/cart"; it must be a role in the cluster's partition, aws. Correct it.`,
    ],
    [
      "a repeated service account",
      `${good}${good.slice(good.indexOf("  - "))}`,
      `9: associations[2] is for shop/cart, like the one at line 3; a service account has one role. Remove one of the two.\na.yaml:12: associations[3] is for shop/till.v2, like the one at line 6; a service account has one role. Remove one of the two.`,
    ],
  ])("%s", (_name, text, message) => {
    expect(fileError(text)).toBe(`a.yaml:${message}`);
  });

  test("all problems at once, in order", () => {
    const text = `associations:
  - namespace: A
    serviceAccount: cart
    roleArn: x
  - namespace: shop
`;
    expect(fileError(text).match(/a\.yaml:\d+/g)).toEqual(["a.yaml:2", "a.yaml:4", "a.yaml:5", "a.yaml:5"]);
  });

  test("aliases that multiply", () => {
    const text = `associations: [{"namespace":"a","serviceAccount":"b","roleArn":"arn:aws:iam::111122223333:role/r","disableSessionTags":true,"policy":{"Statement":"x","a":${createAliasBomb(40)}}}]`;
    expect(fileError(text)).toContain("a.yaml:1: *a");
  });

  test("a file that does not exist", async () => {
    const path = folder.resolve("absent.yaml");
    await expect(loadAssociationFile(path, cluster)).rejects.toThrow(
      `${path}: the file can't be read (ENOENT). Check that it exists and that this process can read it.`,
    );
  });
});

test("a file that does not exist has no associations if the caller gets a notice", async () => {
  const path = folder.resolve("absent.yaml");
  const notices: string[] = [];
  const { size } = await loadAssociationFile(path, cluster, { onMissing: (notice) => notices.push(notice) });
  expect([size, notices]).toEqual([0, [expect.stringContaining(`${path} does not exist`)]]);
});
