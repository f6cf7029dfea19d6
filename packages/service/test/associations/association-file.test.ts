import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadAssociationFile } from "../../src/associations/file/load-association-file.ts";
import { parseAssociationFile } from "../../src/associations/file/parse-association-file.ts";
import { YamlFileError } from "../../src/yaml-file/yaml-file-error.ts";

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
    expect(error).toBeInstanceOf(YamlFileError);
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
      `a.yaml:1: an alias can't be resolved: Unresolved alias (the anchor must be set before the alias): other. Write the value out in its place.`,
    ],
    [
      "an entry that an alias stands for",
      `associations:\n  - &one { namespace: Shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }\n  - *one\n`,
      `a.yaml:2: associations[0].namespace is "Shop"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Correct it.\na.yaml:2: associations[1].namespace is "Shop"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Correct it.`,
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
      `a.yaml:1: associations is "shop"; it must be a list of 5000 associations at most. Correct it.`,
    ],
    [
      "an entry that is none",
      "associations:\n  - shop",
      `a.yaml:2: associations[0] is "shop"; it must have the keys namespace, serviceAccount and roleArn. Correct it.`,
    ],
    [
      "no namespace",
      entry(rest),
      `a.yaml:2: associations[0].namespace is missing; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Add it.`,
    ],
    [
      "an empty namespace",
      entry(`namespace:\n${rest}`),
      `a.yaml:2: associations[0].namespace is empty; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Correct it.`,
    ],
    [
      "a namespace of another type",
      entry(`namespace: 12\n${rest}`),
      `a.yaml:2: associations[0].namespace is the number 12; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Correct it.`,
    ],
    [
      "a malformed namespace",
      entry(`namespace: Shop_1\n${rest}`),
      `a.yaml:2: associations[0].namespace is "Shop_1"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit. Correct it.`,
    ],
    [
      "a malformed service account",
      entry("namespace: shop\nserviceAccount: cart_\nroleArn: arn:aws:iam::111122223333:role/cart"),
      `a.yaml:3: associations[0].serviceAccount is "cart_"; it must be a service account's name: 1 to 253 characters of a-z, 0-9, "-" and ".", first and last a letter or digit. Correct it.`,
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

  test("more than 5,000 associations", () => {
    const entries = Array.from(
      { length: 5001 },
      (_, index) =>
        `  - {namespace: n, serviceAccount: s${index}, roleArn: "arn:aws:iam::111122223333:role/r"}`,
    );
    expect(complaint(`associations:\n${entries.join("\n")}`)).toBe(
      "a.yaml:2: associations is a list; it must be a list of 5000 associations at most. Correct it.",
    );
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
