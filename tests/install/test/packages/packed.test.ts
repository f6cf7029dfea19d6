import { readdir } from "node:fs/promises";
import { readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { exchangeOutput, exchangePrograms, Project } from "../../src/project.ts";
import { installNode, nodeVersions } from "../../src/tools.ts";

const [oldest] = nodeVersions;
const published = readPublishedPackages();
// The project has no optional peers, and this entry point needs one.
const entryPoints = published
  .flatMap(({ entries }) => [...entries.keys()])
  .filter((name) => name !== "@eks-auth/server-runtime/linear-pattern");

let folder: TempFolder;
let project: Project;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-packed");
  project = await Project.make(folder.resolve("project"), inject("tarballs"));
});

afterAll(() => folder?.remove());

describe.each([
  { version: `v${oldest.version}`, find: () => installNode(oldest) },
  { version: process.version, find: async () => process.execPath },
])("on Node.js $version", ({ version, find }) => {
  let node: string;

  beforeAll(async () => {
    node = await find();
  });

  it("runs that version", async () => {
    await project.write("version.cjs", "console.log(process.version);");
    expect(await project.run(node, "version.cjs")).toBe(`${version}\n`);
  });

  it.each(entryPoints)("import and require of %s load the same module", async (entryPoint) => {
    const script = `
      const imported = await import("${entryPoint}");
      const { createRequire } = await import("node:module");
      const required = createRequire(import.meta.url)("${entryPoint}");
      if (imported !== required) {
        throw new Error("two copies");
      }
      console.log(Object.keys(imported).length);`;
    await project.write("load.mjs", script);
    const exported = Number(await project.run(node, "load.mjs"));
    // The wire types exist only for the compiler.
    expect(exported > 0).toBe(!entryPoint.endsWith("types/wire"));
  });

  it("the eks-auth command makes an exchange", async () => {
    const output = await project.run(node, "node_modules/.bin/eks-auth", "dev", "--once");
    expect(JSON.parse(output)).toMatchObject({ audience: "pods.eks.amazonaws.com" });
  });

  it("loads the JSON documents", async () => {
    const script = `
      const model = require("@eks-auth/types/model.json");
      const openApi = require("@eks-auth/types/openapi.json");
      console.log(model.smithy, openApi.openapi);`;
    await project.write("json.cjs", script);
    expect(await project.run(node, "json.cjs")).toBe("2.0 3.1.0\n");
  });
});

describe.each(["nodenext", "bundler"] as const)("with moduleResolution %s", (resolution) => {
  it("a program that uses all packages compiles with all declarations checked, and runs", async () => {
    await project.compile({ resolution, program: exchangePrograms.ESM, output: resolution });
    expect(await project.run(process.execPath, `${resolution}/exchange.mjs`)).toBe(exchangeOutput);
  });
});

it.each(published)("$name contains a license and a README, and no tests", async ({ name }) => {
  const files = await readdir(project.resolve("node_modules", name));
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist", "package.json"]));
  expect(files.join("\n")).not.toContain("test");
});
