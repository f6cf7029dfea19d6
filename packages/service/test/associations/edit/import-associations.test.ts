import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type ImportOptions,
  importAssociations,
} from "../../../src/associations/edit/import-associations.ts";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import type { AssociationInput } from "../../../src/associations/file/entry.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "import-"));
});
beforeEach(async () => {
  path = join(directory, "associations.yaml");
  await writeFile(path, text);
});
afterAll(() => rm(directory, { recursive: true }));

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

test("adds what isn't there, and says what became of each", async () => {
  expect(await outcomes([input("cart", "one"), input("desk", "two"), input("door", "two")])).toEqual([
    "cart unchanged",
    "desk added",
    "door added",
  ]);
  const { associations } = await loadAssociationFile(path, cluster);
  expect(associations.map(({ serviceAccount }) => serviceAccount)).toEqual(["cart", "till", "desk", "door"]);
  expect((await readFile(path, "utf8")).startsWith(text)).toBe(true);
});

test("writes nothing where one conflicts", async () => {
  expect(await outcomes([input("desk", "two"), input("cart", "two")])).toEqual([
    "desk added",
    "cart conflicting",
  ]);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("replaces where it is told to, each in its place", async () => {
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

test("refuses two that contradict each other, and takes one that is repeated", async () => {
  const repeated = [input("desk", "two"), input("desk", "two")];
  expect(await outcomes(repeated, { dryRun: true })).toEqual(["desk added", "desk unchanged"]);
  expect(await outcomes([...repeated, input("desk", "three")], { replace: true })).toEqual([
    "desk added",
    "desk unchanged",
    "desk conflicting",
  ]);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("writes nothing where one can't be used", async () => {
  await expect(outcomes([input("desk", "two"), input("Door", "two")])).rejects.toMatchObject({
    reason: "invalid",
    message: expect.stringContaining('serviceAccount is "Door"'),
  });
  expect(await readFile(path, "utf8")).toBe(text);
});
