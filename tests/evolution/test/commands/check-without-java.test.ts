import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GenerationLock, renderLock } from "@eks-auth/codegen";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../fail-to-generate.ts";
import { ScriptThread } from "../script-thread.ts";

const comparing =
  "Java was not found as `java`. Install a JDK or JRE of version 17 or newer and put it on PATH, or point JAVA_HOME at it.\n" +
  "Comparing digests with generated.lock.json instead.\n";

const lock: GenerationLock = JSON.parse(readFileSync(join(root, "generated.lock.json"), "utf8"));

let copy: RepositoryCopy;
let thread: ScriptThread;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  thread = new ScriptThread(copy);
  env = await copy.isolate();
});
afterAll(async () => {
  await thread[Symbol.asyncDispose]();
  await copy.remove();
});

function check(): Promise<Outcome> {
  return thread.run("scripts/generate.ts", ["--check"], env);
}

/** Checks in a process, whose sources can have changed. */
async function checkInProcess(): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", ["--check"], { env });
  return { exitCode, stdout, stderr };
}

/** The outcome of a check that finds exactly these files out of date. */
function outOfDate(...drift: string[]): Outcome {
  const stderr =
    `error: generated files are out of date:\n${drift.map((line) => `  ${line}\n`).join("")}` +
    "Run `npm run generate` and commit the result. It needs Java 17 or newer.\n";
  return { exitCode: 1, stdout: comparing, stderr };
}

/** Changes files, runs a check, and restores the files. */
async function checkAfter(
  paths: readonly string[],
  change: (path: string) => Promise<void>,
  runCheck = check,
): Promise<Outcome> {
  const contents = await Promise.all(paths.map((path) => copy.read(path)));
  await Promise.all(paths.map(change));
  const outcome = await runCheck();
  await Promise.all(paths.map((path, index) => copy.write(path, contents[index] ?? "")));
  return outcome;
}

function checkWith(
  paths: readonly string[],
  change: (content: string) => string,
  runCheck = check,
): Promise<Outcome> {
  return checkAfter(paths, (path) => copy.edit(path, change), runCheck);
}

function checkWithout(paths: readonly string[]): Promise<Outcome> {
  return checkAfter(paths, (path) => copy.delete(path));
}

test("--check finds the committed files up to date and reports that it compared digests", async () => {
  const before = await copy.snapshot();
  const count = Object.keys(lock.outputs).length;
  const success = `Compared digests: the ${count} generated files and their inputs are unchanged.\n`;
  expect(await checkInProcess()).toEqual({ exitCode: 0, stdout: comparing + success, stderr: "" });
  expect(await copy.snapshot(), "files").toEqual(before);
});

describe("--check lists, with the command that fixes it,", () => {
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
    await copy.delete(path);
    expect(outcome).toEqual(outOfDate(`unexpected  ${path}`));
  });

  test("inputs, which are the model, the generator's sources and its settings", () => {
    expect(Object.keys(lock.inputs)).toEqual(
      expect.arrayContaining([
        "codegen.json",
        "model/operation.smithy",
        "packages/codegen/src/emit/server/read-json.ts",
        "packages/codegen/src/files/work-folder.ts",
        "packages/codegen/src/generate/generate.ts",
        "packages/codegen/src/model/types.ts",
        "packages/codegen/toolchain/pom.xml",
      ]),
    );
  });

  test("every input that was changed", async () => {
    // With another empty line, the generator still runs.
    const paths = Object.keys(lock.inputs)
      .filter((path) => path !== "codegen.json")
      .sort();
    expect(await checkWith(paths, (content) => `${content}\n`, checkInProcess)).toEqual(
      outOfDate(...paths.map((path) => `changed     ${path}`)),
    );
  });

  test("a setting that was changed, but not how the settings are written", async () => {
    expect(await checkWith(["codegen.json"], (text) => text.replaceAll("\n", " "))).toMatchObject({
      exitCode: 0,
    });
    const skip = (text: string) => text.replace("{", '{ "patterns": "skip",');
    expect(await checkWith(["codegen.json"], skip)).toEqual(outOfDate("changed     codegen.json"));
  });

  test("a library of another version", async () => {
    const older = { ...lock, tools: { ...lock.tools, typescript: "5.0.0" } };
    expect(await checkWith(["generated.lock.json"], () => renderLock(older))).toEqual(
      outOfDate("changed     typescript"),
    );
  });

  test("several files, inputs before generated files", async () => {
    await copy.write("model/extra.smithy", "");
    const outcome = await checkWith(["packages/types/src/gen/model.ts"], () => "");
    await copy.delete("model/extra.smithy");
    expect(outcome).toEqual(
      outOfDate("unexpected  model/extra.smithy", "changed     packages/types/src/gen/model.ts"),
    );
  });
});

describe("--check lists the lock if it", () => {
  test.each<[string, (text: string) => string]>([
    ["is empty", () => ""],
    ["is not JSON, such as after a merge conflict", (text) => `<<<<<<< HEAD\n${text}`],
    ["is not a lock", () => "{}"],
    ["is formatted differently than a generation does", (text) => text.replaceAll("  ", "    ")],
  ])("%s", async (_name, change) => {
    expect(await checkWith(["generated.lock.json"], change)).toEqual(
      outOfDate("changed     generated.lock.json"),
    );
  });

  test("is missing", async () => {
    expect(await checkWithout(["generated.lock.json"])).toEqual(outOfDate("missing     generated.lock.json"));
  });
});

test("--check lists packages that generated code imports and package.json lacks", async () => {
  const dependencies = { "@smithy/types": "^4.14.1" };
  await copy.write(
    "packages/client/package.json",
    JSON.stringify({ name: "@eks-auth/client", dependencies }),
  );
  const { exitCode, stderr } = await check();
  await copy.delete("packages/client/package.json");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: generated files import packages that are not listed:\n/);
  expect(stderr).toContain('  add "@smithy/core" to the dependencies in packages/client/package.json.\n');
  expect(stderr).not.toContain("@smithy/types");
});
