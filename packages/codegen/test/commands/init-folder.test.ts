import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, describe, expect, test } from "vitest";

const folder = useTempFolder("init-folder");
const main = join(root, "packages/codegen/src/main.ts");

/** A Java that has a version and never ends, so that the generation is interrupted. */
const java = '#!/bin/sh\n[ "$1" = -version ] && echo \'openjdk version "21"\' >&2 && exit\nexec sleep 600\n';

beforeEach(async () => {
  for (const name of ["java", "mvn"]) {
    await folder.write(`bin/${name}`, java);
    await chmod(folder.resolve("bin", name), 0o755);
  }
});

function init(path: string): StartedProgram {
  const env = cleanEnvironment({ PATH: `${folder.resolve("bin")}:${process.env.PATH}`, JAVA_HOME: "" });
  const args = [main, "init", path, "--scope", "@acme", "--name", "library"];
  return new StartedProgram(process.execPath, args, { cwd: folder.path, env, stopSignal: "SIGINT" });
}

describe("Ctrl-C", () => {
  async function interrupt(path: string): Promise<void> {
    await using program = init(path);
    await program.waitUntil(() => existsSync(folder.resolve(path, "codegen.json")));
    await program.stop();
    expect(await program.finish()).toMatchObject({ exitCode: null });
  }

  test("removes a new folder, and those that were made around it", async () => {
    await interrupt("code/library");
    expect(await folder.list()).toEqual(["bin"]);
  });

  test("leaves an empty clone as it was", async () => {
    await folder.write("library/.git/HEAD", "");
    await interrupt("library");
    expect(await folder.list("library")).toEqual([".git"]);
  });
});

describe("a folder that can't be used", () => {
  async function fail(path: string): Promise<string> {
    await using program = init(path);
    const { exitCode, stdout, stderr } = await program.finish();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    return stderr.replaceAll(folder.path, "");
  }

  test("one with files", async () => {
    await folder.write("library/file", "");
    expect(await fail("library")).toBe(
      "error: /library is not empty. Give a new folder, or empty this one.\n",
    );
  });

  test("a file", async () => {
    await folder.write("library", "");
    expect(await fail("library")).toBe(
      "error: /library can't be read as a folder: ENOTDIR: not a directory, scandir '/library'. Give a new folder.\n",
    );
  });
});
