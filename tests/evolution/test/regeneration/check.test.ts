import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("checks that generate", () => SmithyCli.open(root));

const advice = "Run `npm run generate` and commit the result. It needs Java 17 or newer.\n";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy.remove());

describe.skipIf(smithy === undefined)("npm run generate -- --check, with Java,", () => {
  test("finds the committed files up to date", async () => {
    const before = await copy.snapshot();
    const count = Object.keys(JSON.parse(await copy.read("generated.lock.json")).outputs).length + 1;
    expect(await copy.run("scripts/generate.ts", ["--check"])).toMatchObject({
      exitCode: 0,
      stdout: `Regenerated in memory: all ${count} generated files are up to date.\n`,
      stderr: "",
    });
    expect(await copy.snapshot(), "files").toEqual(before);
  });

  test("lists changed, missing and unexpected files", async () => {
    for (const path of ["packages/types/src/gen/wire.ts", "packages/client/src/gen/index.ts"]) {
      await copy.edit(path, (content) => `${content}\n`);
    }
    await copy.write("packages/server/src/gen/extra/added.ts", "");
    await copy.delete("packages/client/test/gen/restjson1.spec.ts");
    await copy.delete("packages/server/src/gen/check.ts");
    // A changed input changes the lock, even if no output changes.
    await copy.edit("packages/codegen/src/print/names.ts", (content) => `${content}// A comment.\n`);
    const before = await copy.snapshot();
    expect(await copy.run("scripts/generate.ts", ["--check"])).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: `${[
        "error: generated files are out of date:",
        "  changed     generated.lock.json",
        "  changed     packages/client/src/gen/index.ts",
        "  missing     packages/client/test/gen/restjson1.spec.ts",
        "  missing     packages/server/src/gen/check.ts",
        "  unexpected  packages/server/src/gen/extra/added.ts",
        "  changed     packages/types/src/gen/wire.ts",
      ].join("\n")}\n${advice}`,
    });
    expect(await copy.snapshot(), "files").toEqual(before);
  });
});

describe("npm run generate", () => {
  test("prints its help for --help", async () => {
    const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", ["--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Usage: npm run generate [-- OPTION]");
  });

  test.each([["--dry-run"], ["model"], ["--check=yes"]])(
    "rejects %s and prints the usage",
    async (option) => {
      const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", [option]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toMatch(new RegExp(`^error: .*${option.split("=")[0]}.*\n\nGenerates types, `));
      expect(stderr).toContain("Usage: npm run generate [-- OPTION]");
    },
  );
});
