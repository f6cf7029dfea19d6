import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packAll, packOne, type Tarball } from "../src/published/pack.ts";
import { readPublishedPackages } from "../src/published/published-packages.ts";
import { findPublicationProblems, findTypeProblems } from "../src/quality/publication-problems.ts";

const published = readPublishedPackages();
let folder: string;
let tarballs: Tarball[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-publication-"));
  tarballs = await packAll(root, join(folder, "tarballs"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(published)("publint finds nothing in $name", async ({ folder }) => {
  expect(await findPublicationProblems(join(root, folder))).toEqual([]);
});

test.each(published)("the types of $name are those of its code", async ({ name }) => {
  const tarball = tarballs.find((tarball) => tarball.name === name);
  expect(tarball && (await findTypeProblems(tarball))).toEqual([]);
});

test("a package whose types lead nowhere is found out", async () => {
  const spoiled = join(folder, "spoiled");
  await cp(join(root, "packages/types"), spoiled, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  const manifest = JSON.parse(await readFile(join(spoiled, "package.json"), "utf8"));
  manifest.exports["./wire"].types = "./dist/gone.d.ts";
  await writeFile(join(spoiled, "package.json"), JSON.stringify(manifest));
  expect((await findPublicationProblems(spoiled)).join()).toContain("dist/gone.d.ts");
  const tarball = await packOne(spoiled, folder);
  expect((await findTypeProblems(tarball)).join("\n")).toContain("./wire");
});
