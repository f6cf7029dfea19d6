import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GenerationLock, renderLock } from "@eks-auth/codegen";
import { root } from "@eks-auth/codegen/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, RepositoryCopy } from "../repository-copy.ts";

const comparing =
  "Java was not found as `java`. Install a JDK or JRE of version 17 or newer and put it on PATH, or point JAVA_HOME at it.\n" +
  "Comparing digests with generated.lock.json instead.\n";

const lock: GenerationLock = JSON.parse(readFileSync(join(root, "generated.lock.json"), "utf8"));

let copy: RepositoryCopy;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  environment = await copy.isolate();
});
afterAll(() => copy[Symbol.asyncDispose]());

function check(): Promise<Outcome> {
  return copy.run("scripts/generate.ts", ["--check"], environment);
}

/** The outcome where the check finds these files out of date, and nothing else. */
function outOfDate(...drift: string[]): Outcome {
  const stderr =
    `error: generated files are out of date:\n${drift.map((line) => `  ${line}\n`).join("")}` +
    "Run `npm run generate` and commit the result. It needs Java 17 or newer.\n";
  return { exitCode: 1, stdout: comparing, stderr };
}

/** Checks with files spoilt, and puts them back. */
async function checkWhere(
  paths: readonly string[],
  spoil: (path: string) => Promise<void>,
): Promise<Outcome> {
  const contents = await Promise.all(paths.map((path) => copy.read(path)));
  await Promise.all(paths.map(spoil));
  const outcome = await check();
  await Promise.all(paths.map((path, index) => copy.write(path, contents[index] ?? "")));
  return outcome;
}

function checkWith(paths: readonly string[], change: (content: string) => string): Promise<Outcome> {
  return checkWhere(paths, (path) => copy.edit(path, change));
}

function checkWithout(paths: readonly string[]): Promise<Outcome> {
  return checkWhere(paths, (path) => copy.remove(path));
}

test("the committed state is up to date, and the command says that it compared digests", async () => {
  const before = await copy.snapshot();
  const count = Object.keys(lock.outputs).length;
  const success = `Compared digests: the ${count} generated files and their inputs are unchanged.\n`;
  expect(await check()).toEqual({ exitCode: 0, stdout: comparing + success, stderr: "" });
  expect(await copy.snapshot(), "a check writes nothing").toEqual(before);
});

describe("named, with the command that mends it, is", () => {
  test("every generated file that was changed", async () => {
    const paths = Object.keys(lock.outputs);
    expect(await checkWith(paths, (content) => `${content}\n`)).toEqual(
      outOfDate(...paths.map((path) => `changed     ${path}`)),
    );
  });

  test("every generated file that was deleted", async () => {
    const paths = Object.keys(lock.outputs);
    expect(await checkWithout(paths)).toEqual(outOfDate(...paths.map((path) => `missing     ${path}`)));
  });

  test.each([
    "packages/types/src/gen/extra.ts",
    "packages/client/src/gen/models/extra.ts",
    "packages/client/test/gen/extra.spec.ts",
    "packages/server/src/gen/deep/extra.json",
    "model/extra.smithy",
    "packages/codegen/src/emit/extra.ts",
  ])("a file that was added: %s", async (path) => {
    await copy.write(path, "");
    const outcome = await check();
    await copy.remove(path);
    expect(outcome).toEqual(outOfDate(`unexpected  ${path}`));
  });

  test("the files are made from the model, the generator's scripts and the formatter's settings", () => {
    expect(Object.keys(lock.inputs)).toEqual(
      expect.arrayContaining([
        "biome.json",
        "model/operation.smithy",
        "packages/codegen/src/emit/server/read-json.ts",
        "packages/codegen/src/files/work-folder.ts",
        "packages/codegen/src/generate/generate.ts",
        "packages/codegen/src/model/types.ts",
        "packages/codegen/src/smithy/pom.xml",
      ]),
    );
  });

  test("everything that the files are made from, changed", async () => {
    // With an empty line more, the generator still runs.
    const paths = Object.keys(lock.inputs).sort();
    expect(await checkWith(paths, (content) => `${content}\n`)).toEqual(
      outOfDate(...paths.map((path) => `changed     ${path}`)),
    );
  });

  test("a library of another version", async () => {
    const older = { ...lock, tools: { ...lock.tools, typescript: "5.0.0" } };
    expect(await checkWith(["generated.lock.json"], () => renderLock(older))).toEqual(
      outOfDate("changed     typescript"),
    );
  });

  test("several at once, what files are made from before the files", async () => {
    await copy.write("model/extra.smithy", "");
    const outcome = await checkWith(["packages/types/src/gen/model.ts"], () => "");
    await copy.remove("model/extra.smithy");
    expect(outcome).toEqual(
      outOfDate("unexpected  model/extra.smithy", "changed     packages/types/src/gen/model.ts"),
    );
  });
});

describe("the lock itself is named where it", () => {
  test.each<[string, (text: string) => string]>([
    ["is empty", () => ""],
    ["is no JSON, after a merge perhaps", (text) => `<<<<<<< HEAD\n${text}`],
    ["is no lock", () => "{}"],
    ["is not written as a generation writes it", (text) => text.replaceAll("  ", "    ")],
  ])("%s", async (_name, change) => {
    expect(await checkWith(["generated.lock.json"], change)).toEqual(
      outOfDate("changed     generated.lock.json"),
    );
  });

  test("is gone", async () => {
    expect(await checkWithout(["generated.lock.json"])).toEqual(outOfDate("missing     generated.lock.json"));
  });
});
