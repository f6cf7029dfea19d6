import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasJava } from "../java.ts";
import { RepositoryCopy } from "../repository-copy.ts";

const advice = "Run `npm run generate` and commit the result. It needs Java 17 or newer.\n";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make();
});
afterAll(() => copy[Symbol.asyncDispose]());

describe.skipIf(!hasJava)("with Java, a check regenerates in memory:", () => {
  test("the committed state is up to date", async () => {
    const before = await copy.snapshot();
    const count = Object.keys(JSON.parse(await copy.read("generated.lock.json")).outputs).length + 1;
    expect(await copy.run("scripts/generate.ts", ["--check"])).toEqual({
      exitCode: 0,
      stdout: `Regenerated in memory: all ${count} generated files are up to date.\n`,
      stderr: "",
    });
    expect(await copy.snapshot(), "a check writes nothing").toEqual(before);
  });

  test("files that were changed, deleted or added are named", async () => {
    for (const path of ["packages/types/src/gen/wire.ts", "packages/client/src/gen/index.ts"]) {
      await copy.edit(path, (content) => `${content}\n`);
    }
    await copy.write("packages/server/src/gen/extra/added.ts", "");
    await copy.remove("packages/client/test/gen/restjson1.spec.ts");
    await copy.remove("packages/server/src/gen/check.ts");
    // An input that changes no output changes the lock.
    await copy.edit("packages/codegen/src/print/names.ts", (content) => `${content}// A comment.\n`);
    const before = await copy.snapshot();
    expect(await copy.run("scripts/generate.ts", ["--check"])).toEqual({
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
    expect(await copy.snapshot(), "a check writes nothing").toEqual(before);
  });
});

describe("the command line", () => {
  test("--help explains the command", async () => {
    const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", ["--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Usage: npm run generate [-- OPTION]");
  });

  test.each([["--dry-run"], ["model"], ["--check=yes"]])("%s is refused, with the usage", async (option) => {
    const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", [option]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^error: .*${option.split("=")[0]}.*\n\nGenerates packages/`));
    expect(stderr).toContain("Usage: npm run generate [-- OPTION]");
  });
});
