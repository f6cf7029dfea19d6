import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, runProgram } from "@eks-auth/test-kit/run-program";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { afterAll, describe, expect, test } from "vitest";

const snippets = readSnippets("packages/cli/README.md").filter(
  ({ heading }) => heading === "Tests of your programs",
);
// Inside the workspace, so that the snippets resolve its packages.
const folder = join(root, "tests/e2e/build/dev-testing");
const bin = (name: string): string => join(root, "node_modules", name);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a snippet of the README in a file with this name, and returns what the program printed. */
async function run(text: string, file: string, args: readonly string[]): Promise<string> {
  const found = snippets.filter(({ code }) => code.includes(text));
  expect(found, `the README has one snippet with ${text}`).toHaveLength(1);
  const cwd = join(folder, file);
  await mkdir(cwd, { recursive: true });
  await writeFile(join(cwd, "package.json"), '{"type":"module"}');
  await writeFile(join(cwd, file), found[0]?.code ?? "");
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, args, {
    cwd,
    env: cleanEnvironment({ AWS_PROFILE: "own", NO_COLOR: "1" }),
  });
  expect([exitCode, `${stdout}${stderr}`]).toEqual([0, expect.anything()]);
  return stdout + stderr;
}

describe("the examples of @eks-auth/cli/testing", () => {
  test("pass with vitest", async () => {
    const args = [bin("vitest/vitest.mjs"), "run", "--root", "."];
    expect(await run('from "vitest"', "app.test.ts", args)).toMatch(/Tests +1 passed/);
  });

  test("pass with jest", async () => {
    const args = [
      "--experimental-vm-modules",
      bin("jest/bin/jest.js"),
      "--rootDir=.",
      "--testEnvironment=node",
    ];
    expect(await run("dev.setFaults({ expired", "app.test.mjs", args)).toMatch(/Tests: +1 passed/);
  });

  test("pass with node --test", async () => {
    const args = ["--test", "app.test.js"];
    expect(await run('from "node:test"', "app.test.js", args)).toMatch(/pass 1\n/);
  });
});
