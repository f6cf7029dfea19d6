import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, runProgram } from "@eks-auth/test-kit/run-program";
import { describe, expect, test } from "vitest";

const patterns = ["scripts/*.ts", "{benchmarks,tests/*}/src/**/command.ts", "tests/*/src/commands/*.ts"];
/** What the scripts share. */
const shared = ["scripts/build-runtime.ts", "scripts/invocation.ts", "scripts/root.ts"];
/** It gives its options to `eks-auth dev`, whose help has its own tests. */
const start = "scripts/start.ts";
const commands = globSync(patterns, { cwd: root, exclude: [...shared, start] }).sort();
/** As in a task of turbo, in which the scripts don't build what they import: it is built, and others use it meanwhile. */
const env = cleanEnvironment({ TURBO_HASH: "built" });

function runCommand(file: string, option: string) {
  return runProgram(process.execPath, [join(root, file), option], { env });
}

test("every private workspace with commands is covered", () => {
  const workspaces = [
    "scripts",
    "tests/attacks",
    "tests/conformance",
    "tests/e2e",
    "tests/evolution",
    "tests/install",
    "tests/kubernetes",
    "tests/zoo",
    "benchmarks",
  ];
  expect(workspaces.filter((workspace) => !commands.some((file) => file.startsWith(workspace)))).toEqual([]);
});

describe.concurrent.each(commands)("%s", (file) => {
  test("--help prints usage, exit codes and examples", async () => {
    const { exitCode, stdout, stderr } = await runCommand(file, "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const part of [/^Usage: npm run /m, /^Exit codes:/m, /^Examples:/m]) {
      expect(stdout).toMatch(part);
    }
  });

  test("an unknown option is an error with exit code 2", async () => {
    const { exitCode, stdout, stderr } = await runCommand(file, "--fast");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("--fast");
    expect(stderr).toContain("Usage:");
  });
});
