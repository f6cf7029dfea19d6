import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("generations", () => SmithyCli.open(root));

/** The files that a new optional member of Subject changes. Subject is part of an output. */
const affected = [
  "docs/gen/eks-auth/shapes.md",
  "generated.lock.json",
  "packages/client-light/src/gen/read.ts",
  "packages/client/src/gen/commands/AssumeRoleForPodIdentityCommand.ts",
  "packages/client/src/gen/models/models_0.ts",
  "packages/client/src/gen/schemas/schemas_0.ts",
  "packages/server/src/gen/write.ts",
  "packages/types/src/gen/model.json",
  "packages/types/src/gen/model.ts",
  "packages/types/src/gen/openapi.json",
  "packages/types/src/gen/wire.ts",
];

function addNickname(model: string): string {
  return model.replace(
    "structure Subject {",
    "structure Subject {\n    /// An informal name.\n    nickname: String\n",
  );
}

function generated(outcome: ProgramResult): string | undefined {
  expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  return /^Generated \d+ files, \d+ of them changed/.exec(outcome.stdout)?.[0];
}

describe.skipIf(smithy === undefined)("after a change of the model", () => {
  let copy: RepositoryCopy;
  let count: number;

  beforeAll(async () => {
    copy = await RepositoryCopy.make();
    count = Object.keys(JSON.parse(await copy.read("generated.lock.json")).outputs).length + 1;
    await copy.edit("model/operation.smithy", addNickname);
  });
  afterAll(() => copy.remove());

  test("--check lists the files that are out of date, and a generation changes only them", async () => {
    const before = await copy.snapshot();
    const check = await copy.run("scripts/generate.ts", ["--check"]);
    expect(check.exitCode).toBe(1);
    expect(check.stderr.match(/(?<= {2}changed {5}).*/g)).toEqual(affected);

    await copy.write("packages/types/src/gen/stale.ts", "");
    const summary = generated(await copy.run("scripts/generate.ts"));
    expect(summary).toBe(`Generated ${count} files, ${affected.length + 1} of them changed`);
    const after = await copy.snapshot();
    expect([...after.keys()], "files: only the stale one is removed").toEqual([...before.keys()]);
    const written = [...after].filter(([path, { written }]) => before.get(path)?.written !== written);
    expect(written.map(([path]) => path)).toEqual(affected);
    expect(await copy.read("packages/types/src/gen/model.ts")).toContain(
      "  /** An informal name. */\n  nickname?: string | undefined;\n",
    );
  });

  test("a second generation and --check have nothing to do, even without Java", async () => {
    const before = await copy.snapshot();
    const env = await copy.isolate();
    expect(await copy.run("scripts/generate.ts", [], { env })).toMatchObject({
      exitCode: 0,
      stdout: `Nothing to do: the ${count - 1} generated files and their inputs are unchanged.\n`,
      stderr: "",
    });
    const check = await copy.run("scripts/generate.ts", ["--check"], { env });
    expect(check).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await copy.snapshot()).toEqual(before);
  });

  test("a generation restores a generated file that was edited", async () => {
    const before = await copy.read("packages/server/src/gen/route.ts");
    await copy.write("packages/server/src/gen/route.ts", "");
    const summary = generated(await copy.run("scripts/generate.ts"));
    expect(summary).toBe(`Generated ${count} files, 1 of them changed`);
    expect(await copy.read("packages/server/src/gen/route.ts")).toBe(before);
  });

  test("a generation in another folder, without generated files, writes the same bytes", async () => {
    await using other = await RepositoryCopy.make();
    for (const path of [
      "docs/gen/eks-auth",
      "packages/types/src/gen",
      "packages/client/src/gen",
      "packages/client/test/gen",
      "packages/client-light/src/gen",
      "packages/server/src/gen",
      "generated.lock.json",
    ]) {
      await other.delete(path);
    }
    await other.edit("model/operation.smithy", addNickname);
    expect(generated(await other.run("scripts/generate.ts"))).toBe(
      `Generated ${count} files, ${count} of them changed`,
    );
    const contents = async (repository: RepositoryCopy) =>
      [...(await repository.snapshot())].map(([path, { content }]) => [path, content]);
    expect(await contents(other)).toEqual(await contents(copy));
  });
});
