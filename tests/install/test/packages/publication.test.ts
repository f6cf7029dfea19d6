import { cp } from "node:fs/promises";
import { join } from "node:path";
import { packOne, readPublishedPackages, type Tarball } from "@eks-auth/scripts/release/published-packages";
import { createRepositoryFields } from "@eks-auth/scripts/release/repository";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
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

test("a packed package names the repository, if its address is set", async () => {
  const address = "https://git.example/owner/eks-auth";
  const { path } = await packOne(root, "packages/types", folder.resolve("named"), address);
  const output = await readOutput("tar", ["-xzOf", path, "package/package.json"]);
  expect(JSON.parse(output)).toMatchObject(createRepositoryFields(address, "packages/types"));
  const files = await readOutput("tar", ["-tzf", path]);
  const plain = await readOutput("tar", ["-tzf", tarballOf("@eks-auth/types").path]);
  expect(files.split("\n").sort()).toEqual(plain.split("\n").sort());
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
  const tarball = await packOne(folder.path, "broken", folder.path);
  expect((await findPublicationProblems(tarball)).join()).toContain("dist/missing.d.ts");
  expect((await findTypeProblems(tarball)).join("\n")).toContain("./wire");
});
