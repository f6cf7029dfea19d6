import { utimes } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { cleanEnvironment, type ProgramResult, runProgram } from "@eks-auth/test-kit/run-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let repository: TempFolder;

beforeEach(async () => {
  repository = await makeTempFolder("count-tests");
  await repository.write("package.json", JSON.stringify({ workspaces: ["packages/*", "scripts"] }));
});
afterEach(() => repository.remove());

/** Writes a report as vitest does. */
async function writeReport(workspace: string, name: string, ...testResults: object[]): Promise<string> {
  const manifest = JSON.stringify({ name: `@eks-auth/${basename(workspace)}` });
  await repository.write(`${workspace}/package.json`, manifest);
  return repository.write(`${workspace}/.reports/${name}.json`, JSON.stringify({ testResults }));
}

/** A file of tests with these statuses. */
function fileOf(...statuses: string[]): object {
  return {
    name: repository.resolve("packages/agent/test/agent.test.ts"),
    status: statuses.includes("failed") ? "failed" : "passed",
    message: "",
    assertionResults: statuses.map((status, index) => ({
      ancestorTitles: ["agent"],
      title: `test ${index + 1}`,
      status,
      failureMessages:
        status === "failed" ? ["Error: expected\n    at place\n    at node_modules/vitest/run.js"] : [],
    })),
  };
}

/** Runs a script of `.ci` in the repository of the test. */
function run(script: string, env?: NodeJS.ProcessEnv): Promise<ProgramResult> {
  const options = { cwd: repository.path, env: env ?? cleanEnvironment() };
  return runProgram(process.execPath, [join(root, ".ci", script)], options);
}

describe("count-tests", () => {
  async function count(): Promise<{ lines: string[]; exitCode: number | null }> {
    const { stdout, exitCode } = await run("count-tests.mjs");
    return { lines: stdout.trim().split("\n"), exitCode };
  }

  test("adds up all reports of all workspaces in its last line, without skipped tests", async () => {
    await writeReport("packages/agent", "vitest", fileOf("passed", "passed", "skipped"));
    await writeReport("packages/agent", "durability", fileOf("passed"));
    await writeReport("scripts", "vitest", fileOf("passed"));
    expect(await count()).toEqual({ lines: ["4 passed, 0 failed"], exitCode: 0 });
  });

  test("prints each failed test with its assertion and the command that repeats it", async () => {
    await writeReport("packages/agent", "durability", fileOf("passed", "failed"));
    expect(await count()).toEqual({
      lines: [
        "FAILED packages/agent/test/agent.test.ts > agent > test 2",
        "    Error: expected",
        "        at place",
        '    npm run test:durability --workspace @eks-auth/agent -- test/agent.test.ts -t "agent > test 2"',
        "",
        "1 passed, 1 failed",
      ],
      exitCode: 1,
    });
  });

  test("counts a file that could not be loaded as one failure", async () => {
    const unloaded = { ...fileOf(), status: "failed", message: "Error: no such module" };
    await writeReport("packages/agent", "vitest", fileOf("passed"), unloaded);
    const { lines, exitCode } = await count();
    expect(lines).toContain("FAILED packages/agent/test/agent.test.ts");
    expect(lines).toContain("    Error: no such module");
    expect(lines).toContain("    npm test --workspace @eks-auth/agent -- test/agent.test.ts");
    expect(lines.at(-1)).toBe("1 passed, 1 failed");
    expect(exitCode).toBe(1);
  });

  test("fails if there is no test", async () => {
    expect(await count()).toEqual({ lines: ["0 passed, 0 failed"], exitCode: 1 });
  });
});

describe("npm test", () => {
  /** Runs it with a fake turbo that writes a report and ends with an exit code. */
  async function runTests(report: object, exitCode: number): Promise<ProgramResult> {
    const content = JSON.stringify({ testResults: [report] });
    await repository.write("report.json", content);
    await repository.write("packages/cli/package.json", JSON.stringify({ name: "@eks-auth/cli" }));
    const copy = "mkdir packages/cli/.reports && cp report.json packages/cli/.reports/vitest.json";
    const turbo = await repository.write("bin/turbo", `#!/bin/sh\n${copy}\nexit ${exitCode}\n`);
    await runProgram("chmod", ["+x", turbo]);
    const path = `${repository.resolve("bin")}${delimiter}${process.env.PATH}`;
    return run("test.mjs", cleanEnvironment({ PATH: path }));
  }

  test("ends with the failed tests of this run, and has the exit code of turbo", async () => {
    const earlier = await writeReport("packages/agent", "vitest", fileOf("failed"));
    const yesterday = Date.now() / 1000 - 86_400;
    await utimes(earlier, yesterday, yesterday);
    const { stderr, exitCode } = await runTests({ ...fileOf("failed"), name: "cli.test.ts" }, 3);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("FAILED cli.test.ts > agent > test 1\n    Error: expected\n");
    expect(stderr.match(/FAILED/g)).toHaveLength(1);
  });

  test("prints nothing more if all passed", async () => {
    expect(await runTests(fileOf("passed"), 0)).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
