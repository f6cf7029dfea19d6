import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { testModel } from "./test-model.ts";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("generations for other models", () => SmithyCli.open(root));

const header = '$version: "2.0"\nnamespace ex\nuse aws.protocols#restJson1\n';

function service(name: string): string {
  return `@restJson1 service ${name} { version: "1", operations: [Get${name}] }
@readonly @http(method: "GET", uri: "/${name}") operation Get${name} { output := {} }
`;
}

let packages: GeneratedPackages;
beforeEach(async () => {
  packages = await GeneratedPackages.make();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await packages.remove();
});

/** Generates, and expects a failure that changes no file. */
async function fail(...args: string[]): Promise<string> {
  const before = await packages.listFiles();
  const { exitCode, stdout, stderr } = await packages.generate(
    ...["--model", "model", "--out", "out", "--scope", "@acme"],
    ...args,
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr, "the output of a crash").not.toMatch(/^ +at /m);
  expect(await packages.listFiles(), "files").toEqual(before);
  return stderr.replaceAll(packages.path, "");
}

describe("generating packages of another model fails for", () => {
  test("a folder that does not exist", async () => {
    expect(await fail()).toBe(
      "error: The folder /model doesn't exist. Pass the folder of the model, or set `model` in codegen.json.\n",
    );
  });

  test("a folder without a model, except for copies in build/", async () => {
    await packages.write("model/build/smithy/source/sources/a.smithy", header);
    expect(await fail()).toBe(
      "error: /model has no .smithy file and no JSON AST. Pass the folder of the model, or list its files in `sources` in /model/smithy-build.json.\n",
    );
  });

  test("a smithy-build.json with comments", async () => {
    await packages.write("model/smithy-build.json", "// Ours.\n{}");
    expect(await fail()).toMatch(
      /^error: \/model\/smithy-build\.json is not valid JSON: .* Fix it; comments are not supported\.\n$/s,
    );
  });

  test("an output folder with another package", async () => {
    await packages.write("model/a.smithy", header);
    await packages.write("out/types/package.json", '{ "name": "@other/types" }');
    expect(await fail()).toBe(
      "error: /out/types/package.json belongs to the package @other/types, not to @acme/types. " +
        "Choose another folder, or another scope.\n",
    );
  });

  test("an output folder that Smithy reads as part of the model", async () => {
    await packages.write("model/smithy-build.json", '{ "version": "1.0", "sources": [".."] }');
    expect(await fail()).toBe("error: /out is in , which Smithy reads as the model. Choose another --out.\n");
  });

  test("the folder with the packages of a project", async () => {
    await packages.write("model/a.smithy", header);
    await packages.write("codegen.json", '{ "scope": "@acme", "packages": "out" }');
    expect(await fail()).toBe(
      "error: /out has the packages of the project in . Run `npx @eks-auth/codegen generate` there, or choose another --out.\n",
    );
  });

  describe.skipIf(smithy === undefined)("with Java,", () => {
    test("an invalid model", async () => {
      await packages.write("model/a.smithy", `${header}structure Broken {`);
      const stderr = await fail();
      expect(stderr).toMatch(/^error: The Smithy CLI rejected the model:\n/);
      expect(stderr).toContain("Syntax error at line 4");
      expect(stderr).toMatch(/\nFix the errors that it lists and run the command again\.\n$/);
    });

    test("a model that the generator does not support", async () => {
      await packages.copyFrom(testModel("library"), "model");
      const shapes = await packages.read("model/shapes.smithy");
      const pattern = '@pattern("^(([a-z]+)+\\\\2|[0-9]{13})$")';
      await packages.write("model/shapes.smithy", shapes.replace('@pattern("^[0-9]{13}$")', pattern));
      expect(await fail()).toMatch(
        /^error: org\.acme\.library#Isbn: the pattern .* can take JavaScript's engine more/,
      );
    });

    test("no path with characters outside ASCII, in any locale", async () => {
      vi.stubEnv("LC_ALL", "POSIX");
      await packages.write("modèle/é.smithy", `${header}${service("Red")}`);
      const { exitCode, stderr } = await packages.generate(
        ...["--model", "modèle", "--out", "out", "--scope", "@acme"],
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    });

    test("two services, unless --service selects one", async () => {
      await packages.write("model/a.smithy", `${header}${service("Red")}${service("Blue")}`);
      expect(await fail()).toBe(
        "error: The model has 2 services with the trait aws.protocols#restJson1. Name one of them with --service, or as service in codegen.json.\n" +
          "Its services:\n  ex#Blue  restJson1\n  ex#Red  restJson1\n",
      );
      const { exitCode, stdout, stderr } = await packages.generate(
        ...["--model", "model", "--out", "out", "--scope", "@acme", "--service", "ex#Red"],
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(await packages.read("out/server/src/gen/index.ts")).toContain("createRedHandler");
      expect(await packages.read("out/types/src/gen/model.json")).not.toContain("Blue");
      expect(stdout).toContain("\nLeft out: the service ex#Blue. Generate packages of another service into");
    });
  });
});
