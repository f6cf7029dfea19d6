import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBuildConfig } from "../../src/smithy/build-config.ts";
import { readModelSource } from "../../src/smithy/model-source.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "build-config-"));
  await mkdir(join(folder, "deep"));
  await writeFile(join(folder, "deep/a.smithy"), "");
  await writeFile(join(folder, "other.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true }));

async function makeConfig(settings?: object) {
  if (settings !== undefined) {
    await writeFile(join(folder, "smithy-build.json"), JSON.stringify(settings));
  }
  return JSON.parse(await createBuildConfig(await readModelSource(folder)));
}

test("without settings it lists the .smithy files and the generators' dependencies, and builds nothing", async () => {
  const { sources, imports, maven, projections } = await makeConfig();
  expect({ sources, imports, projections }).toEqual({
    sources: [join(folder, "deep/a.smithy")],
    imports: [],
    projections: {},
  });
  expect(maven.dependencies).toContainEqual(expect.stringMatching(/:smithy-aws-traits:/));
  expect(maven.dependencies).toContainEqual(expect.stringMatching(/:smithy-validation-model:/));
});

test("a smithy-build.json lists the files, and its versions take precedence", async () => {
  const own = ["software.amazon.smithy:smithy-aws-traits:1.99.0", "org.acme:traits:1.0.0"];
  const { sources, imports, maven, projections } = await makeConfig({
    version: "1.0",
    sources: ["deep"],
    imports: ["../common"],
    maven: { dependencies: own, repositories: [{ url: "file:///repository" }] },
    projections: { theirs: {} },
  });
  expect({ sources, imports, projections }).toEqual({
    sources: [join(folder, "deep")],
    imports: [join(folder, "../common")],
    projections: {},
  });
  expect(maven.repositories).toEqual([{ url: "file:///repository" }]);
  expect(maven.dependencies.slice(0, 2)).toEqual(own);
  expect(maven.dependencies.filter((it: string) => it.includes(":smithy-aws-traits:"))).toHaveLength(1);
});

test("with settings it builds one service, with the client's name", async () => {
  const order = { service: "ex#Things", openApi: true, clientPackage: "@acme/client" };
  const { projections } = JSON.parse(await createBuildConfig(await readModelSource(folder), { a: order }));
  expect(projections.a.transforms[0]).toEqual({
    name: "includeServices",
    args: { services: ["ex#Things"] },
  });
  expect(projections.a.plugins.openapi.service).toBe("ex#Things");
  expect(projections.a.plugins["typescript-client-codegen"]).toMatchObject({
    service: "ex#Things",
    package: "@acme/client",
  });
});

test("without a name of the client it builds no client", async () => {
  const order = { service: "ex#Things", openApi: true, clientPackage: undefined };
  const { projections } = JSON.parse(await createBuildConfig(await readModelSource(folder), { a: order }));
  expect(Object.keys(projections.a.plugins)).toEqual(["openapi"]);
});
