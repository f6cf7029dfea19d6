import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findDifferentDigests,
  findDifferentNames,
  findMissingNames,
  forwarders,
  lowestVersions,
  variants,
} from "../../src/forwarded-names.ts";
import { Project } from "../../src/project.ts";

const newest = Object.fromEntries(
  [...forwarders, "@aws-crypto/sha256-browser", "@aws-sdk/core", "@smithy/core"].map((name) => [
    name,
    "latest",
  ]),
);

describe.each([
  { age: "lowest", versions: lowestVersions },
  { age: "newest", versions: newest },
])("the $age versions of packages that forward names", ({ versions }) => {
  let folder: TempFolder;
  let project: Project;

  beforeAll(async () => {
    folder = await makeTempFolder("eks-auth-forwarded-names");
    const specifiers = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
    project = await Project.make(folder.resolve("project"), specifiers);
  });

  afterAll(() => folder?.remove());

  it.each(variants)("have the same values as the modules that define them, in %s", async (variant) => {
    expect(await findDifferentNames(project.path, variant)).toEqual([]);
  });

  it.each(variants)("have a Sha256 like the one that it replaces, in %s", async (variant) => {
    expect(await findDifferentDigests(project.path, variant)).toEqual([]);
  });

  it("export every forwarded name", () => {
    expect(findMissingNames(project.path)).toEqual([]);
  });
});
