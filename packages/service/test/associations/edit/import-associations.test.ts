import { readFile } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test } from "vitest";
import {
  type ImportOptions,
  importAssociations,
} from "../../../src/associations/edit/import-associations.ts";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import type { AssociationInput } from "../../../src/associations/file/entry.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

const folder = useTempFolder("import");
const path = folder.resolve("associations.yaml");
beforeEach(() => folder.write("associations.yaml", text));

const text = `associations:
  # first
  - namespace: shop
    serviceAccount: cart
    roleArn: arn:aws:iam::111122223333:role/one
  # second
  - namespace: shop
    serviceAccount: till
    roleArn: arn:aws:iam::111122223333:role/one
`;

function input(serviceAccount: string, role: string): AssociationInput {
  return { namespace: "shop", serviceAccount, roleArn: `arn:aws:iam::111122223333:role/${role}` };
}

async function outcomes(inputs: AssociationInput[], options?: ImportOptions): Promise<string[]> {
  const imported = await importAssociations(path, cluster, inputs, options);
  return imported.map(({ association, outcome }) => `${association.serviceAccount} ${outcome}`);
}

test("adds new associations, and returns a result for each", async () => {
  expect(await outcomes([input("cart", "one"), input("desk", "two"), input("door", "two")])).toEqual([
    "cart unchanged",
    "desk added",
    "door added",
  ]);
  const { associations } = await loadAssociationFile(path, cluster);
  expect(associations.map(({ serviceAccount }) => serviceAccount)).toEqual(["cart", "till", "desk", "door"]);
  expect((await readFile(path, "utf8")).startsWith(text)).toBe(true);
});

test("writes nothing if one conflicts", async () => {
  expect(await outcomes([input("desk", "two"), input("cart", "two")])).toEqual([
    "desk added",
    "cart conflicting",
  ]);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("writes nothing if one has a role that is not allowed, or another service account's external ID", async () => {
  const { roleArn } = input("cart", "one");
  const foreign = { targetRoleArn: roleArn, externalId: "eu-west-1/111122223333/other/shop/door" };
  const rules = { ...cluster, allowedRoles: [roleArn] };
  for (const invalid of [input("door", "two"), { ...input("door", "one"), ...foreign }]) {
    const imported = importAssociations(path, rules, [input("desk", "one"), invalid]);
    await expect(imported).rejects.toMatchObject({ code: "invalid" });
  }
  expect(await readFile(path, "utf8")).toBe(text);
});

test("says what to do with the external IDs of another cluster, as Amazon EKS has them", async () => {
  const at = (name: string) => ({
    ...input(name, "one"),
    targetRoleArn: input("cart", "target").roleArn,
    externalId: `us-east-1/999988887777/other/shop/${name}`,
  });
  const error = await importAssociations(path, cluster, [input("cart", "one"), at("desk"), at("door")]).catch(
    (thrown: unknown) => thrown as Error & { code: string },
  );
  expect(error).toMatchObject({
    code: "invalid",
    message: `The association for shop/desk has the external ID us-east-1/999988887777/other/shop/desk, which is that of another cluster. 2 associations have such an external ID. First let the trust policy of the target role ${input("cart", "target").roleArn} accept ${cluster.region}/${cluster.accountId}/${cluster.name}/shop/desk, too. Then replace the external ID in the input: sed 's|us-east-1/999988887777/other/|${cluster.region}/${cluster.accountId}/${cluster.name}/|'`,
  });
  const [, from = "", to = ""] = /sed 's\|(.*)\|(.*)\|'/.exec((error as Error).message) ?? [];
  const fixed = [at("desk"), at("door")].map((each) => ({
    ...each,
    externalId: each.externalId.replace(from, to),
  }));
  expect(await outcomes(fixed)).toEqual(["desk added", "door added"]);
});

test("replaces existing ones in their positions, with the option", async () => {
  expect(
    await outcomes([input("till", "b"), input("desk", "c"), input("cart", "a")], { replace: true }),
  ).toEqual(["till replaced", "desk added", "cart replaced"]);
  expect(await readFile(path, "utf8")).toBe(`associations:
  # first
  - namespace: shop
    serviceAccount: cart
    roleArn: arn:aws:iam::111122223333:role/a
  # second
  - namespace: shop
    serviceAccount: till
    roleArn: arn:aws:iam::111122223333:role/b
  - namespace: shop
    serviceAccount: desk
    roleArn: arn:aws:iam::111122223333:role/c
`);
});

test("rejects two that contradict each other, and accepts a repeated one", async () => {
  const repeated = [input("desk", "two"), input("desk", "two")];
  expect(await outcomes(repeated, { dryRun: true })).toEqual(["desk added", "desk unchanged"]);
  expect(await outcomes([...repeated, input("desk", "three")], { replace: true })).toEqual([
    "desk added",
    "desk unchanged",
    "desk conflicting",
  ]);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("writes nothing if one is not valid", async () => {
  await expect(outcomes([input("desk", "two"), input("Door", "two")])).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining('serviceAccount is "Door"'),
  });
  expect(await readFile(path, "utf8")).toBe(text);
});
