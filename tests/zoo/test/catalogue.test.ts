import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listCases } from "../src/catalogue.ts";
import { TypeChecker } from "../src/type-checker.ts";

/** Models whose packages differ in more than `src/gen`, or not at all from a new project's. */
const withOwnTypeChecks = ["event-streams", "minimal", "no-openapi"];

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("the catalogue of models", () => SmithyCli.open(root));
// One for all models: it parses the files of dependencies once, so a model takes a third of its packages' own type checks.
const checker = new TypeChecker();

describe.skipIf(smithy === undefined).each(await listCases())(
  "the model $name",
  ({ name, folder, options, prints, refused, tests }) => {
    let packages: GeneratedPackages;
    beforeAll(async () => {
      packages = await GeneratedPackages.make();
      await packages.copyFrom(folder, "model");
    });
    afterAll(() => packages.remove());

    function generate() {
      return packages.generate("--model", "model", "--out", "out", "--scope", "@acme", ...options);
    }

    async function run(...args: string[]): Promise<void> {
      const { exitCode, stdout, stderr } = await packages.npm("out", "run", ...args);
      expect({ exitCode }, `npm run ${args.join(" ")}\n${stdout}${stderr}`).toEqual({ exitCode: 0 });
    }

    async function readGenerated(): Promise<Map<string, string>> {
      const paths = (await packages.listFiles()).filter((path) => path.startsWith("out/"));
      const texts = paths.map((path) => readFile(packages.resolve(path), "utf8"));
      return new Map((await Promise.all(texts)).map((text, index) => [(paths[index] ?? "").slice(4), text]));
    }

    if (refused.length > 0) {
      test("is refused, with the reason", async () => {
        const before = await packages.listFiles();
        const { exitCode, stdout, stderr } = await generate();
        expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
        expect(stderr, "the output of a crash").not.toMatch(/^ +at /m);
        for (const text of refused) {
          expect(stderr.replaceAll(packages.path, "")).toContain(text);
        }
        expect(await packages.listFiles()).toEqual(before);
      });
      return;
    }

    test("becomes packages that pass type checks and tests", async () => {
      const { exitCode, stdout, stderr } = await generate();
      expect({ exitCode, stderr }, stdout + stderr).toEqual({ exitCode: 0, stderr: "" });
      for (const text of prints) {
        expect(stdout).toContain(text);
      }
      expect(checker.check(await readGenerated(), packages.resolve("out"), "@acme")).toEqual({ errors: [] });
      await packages.link("out", "@acme");
      for (const file of tests) {
        await packages.copyFrom(join(folder, file), `out/server/test/${file}`);
      }
      // The other packages import the built types. Only a test of the catalogue imports the clients.
      const built = tests.length > 0 ? ["types", "client", "client-light"] : ["types"];
      await run("build", ...built.flatMap((workspace) => ["--workspace", workspace]));
      if (withOwnTypeChecks.includes(name)) {
        await run("typecheck");
      }
      // The other packages have no tests.
      await run("test", "--workspace", "server");
    });
  },
);
