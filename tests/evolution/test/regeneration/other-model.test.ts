import { join, relative } from "node:path";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testModel } from "./test-model.ts";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("packages of other models", () => SmithyCli.open(root));

describe.skipIf(smithy === undefined).each([
  { name: "library", re2js: undefined },
  { name: "things", re2js: "^2.10.0" },
])("the packages of another model, $name,", ({ name, re2js }) => {
  let packages: GeneratedPackages;

  beforeAll(async () => {
    packages = await GeneratedPackages.make();
  });
  afterAll(() => packages.remove());

  const options = ["--model", testModel(name), "--out", "out", "--scope", "@acme"];

  function generate(): Promise<ProgramResult> {
    return packages.generate(...options);
  }

  test("are generated, with everything that a package needs", async () => {
    const { exitCode, stdout, stderr } = await generate();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /^Generated \d+ files in .*out, \d+ of them changed\.\nCreated once, yours to edit:\n/,
    );
    const manifest = JSON.parse(await packages.read("out/server/package.json"));
    expect(manifest.name).toBe("@acme/server");
    expect(manifest.dependencies.re2js).toBe(re2js);
    expect(await packages.read("out/types/src/gen/model.ts")).toMatch(
      /^\/\/ Generated from a Smithy model by eks-auth\. /,
    );
    for (const path of (await packages.listFiles()).filter((path) => !/(model|lock)\.json$/.test(path))) {
      const text = await packages.read(path);
      expect(text.replaceAll(/@eks-auth\/(server|client)-runtime/g, ""), path).not.toMatch(
        /@eks-auth|EKSAuth|EKS Auth/,
      );
    }
  });

  test("are a project, in which the installed generator's commands work", async () => {
    expect(JSON.parse(await packages.read("out/codegen.json"))).toEqual({
      model: relative(packages.resolve("out"), testModel(name)),
      packages: ".",
      scope: "@acme",
      prefix: "",
      patterns: "reject",
      openapi: true,
      clients: true,
    });
    await packages.linkSmithyCli("out");
    const check = await packages.codegen("out", "check");
    expect(check, check.stderr).toMatchObject({ exitCode: 0 });
    const again = await packages.codegen("out", "generate");
    expect(again, again.stderr).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toMatch(/^Nothing to do: /);
    const other = await packages.generate(...options, "--no-openapi");
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toMatch(
      /^error: The options differ from .*codegen\.json: openapi is true, not false\. Change that file, or the options\.\n$/,
    );
  });

  test("are built, type-checked and called over HTTP", async () => {
    await packages.link("out", "@acme");
    await packages.copyFrom(join(testModel(name), "round-trip.ts"), "out/server/test/round-trip.test.ts");
    for (const script of ["build", "typecheck", "test"]) {
      const outcome = await packages.npm("out", "run", script);
      expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ exitCode: 0 });
    }
  });

  test("are generated again: generated files are restored, files written by hand are unchanged", async () => {
    const before = await packages.listFiles();
    const edited = '{ "name": "@acme/server", "dependencies": {} }';
    const route = await packages.read("out/server/src/gen/route.ts");
    await packages.write("out/server/package.json", edited);
    await packages.write("out/server/README.md", "Ours.");
    await packages.write("out/server/src/gen/route.ts", "");
    await packages.write("out/client/src/gen/models/stale.ts", "");
    const { exitCode, stdout } = await generate();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Generated \d+ files in .*, 2 of them changed\.\n/);
    expect(stdout).toContain(
      'To do: add "@eks-auth/server-runtime": "0.0.0" to the dependencies in server/package.json.\n',
    );
    expect(stdout.includes('add "re2js"')).toBe(re2js !== undefined);
    expect(await packages.listFiles()).toEqual(before);
    expect(await packages.read("out/server/package.json")).toBe(edited);
    expect(await packages.read("out/server/README.md")).toBe("Ours.");
    expect(await packages.read("out/server/src/gen/route.ts")).toBe(route);
  });
});
