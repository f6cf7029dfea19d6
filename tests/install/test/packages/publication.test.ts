import { cp } from "node:fs/promises";
import { join } from "node:path";
import { packOne, readPublishedPackages, type Tarball } from "@eks-auth/scripts/release/published-packages";
import { root } from "@eks-auth/test-kit/repository";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findPublicationProblems, findTypeProblems } from "../../src/package-checks.ts";

const published = readPublishedPackages();
let folder: TempFolder;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-publication");
});

afterAll(() => folder?.remove());

function tarballOf(name: string): Tarball {
  const tarball = inject("packed").find((each) => each.name === name);
  expect(tarball).toBeDefined();
  return tarball as Tarball;
}

test.each(published)("publint finds nothing in $name", async ({ name }) => {
  expect(await findPublicationProblems(tarballOf(name))).toEqual([]);
});

test.each(published)("the types of $name match its code", async ({ name }) => {
  expect(await findTypeProblems(tarballOf(name))).toEqual([]);
});

test("both checks find a package whose types do not exist", async () => {
  const broken = folder.resolve("broken");
  const filter = (path: string): boolean => !path.includes("node_modules");
  await cp(join(root, "packages/types"), broken, { recursive: true, filter });
  await folder.edit("broken/package.json", (content) => {
    const manifest = JSON.parse(content);
    manifest.exports["./wire"].types = "./dist/missing.d.ts";
    return JSON.stringify(manifest);
  });
  const tarball = await packOne(broken, folder.path);
  expect((await findPublicationProblems(tarball)).join()).toContain("dist/missing.d.ts");
  expect((await findTypeProblems(tarball)).join("\n")).toContain("./wire");
});
