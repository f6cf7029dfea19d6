import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../.ci/count-tests.mjs", import.meta.url));

let repository: string;

beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), "count-tests-"));
  await writeFile(
    join(repository, "package.json"),
    JSON.stringify({ workspaces: ["packages/*", "scripts"] }),
  );
});
afterEach(() => rm(repository, { recursive: true, force: true }));

/** Leaves a report as vitest does. */
async function writeReport(workspace: string, name: string, ...testResults: object[]): Promise<void> {
  const folder = join(repository, workspace, ".reports");
  await mkdir(folder, { recursive: true });
  const manifest = JSON.stringify({ name: `@eks-auth/${basename(workspace)}` });
  await writeFile(join(repository, workspace, "package.json"), manifest);
  await writeFile(join(folder, `${name}.json`), JSON.stringify({ testResults }));
}

/** A file of tests that ended with these statuses. */
function fileOf(...statuses: string[]): object {
  return {
    name: join(repository, "packages/agent/test/agent.test.ts"),
    status: statuses.includes("failed") ? "failed" : "passed",
    message: "",
    assertionResults: statuses.map((status, index) => ({
      ancestorTitles: ["agent"],
      title: `test ${index + 1}`,
      status,
      failureMessages: status === "failed" ? ["Error: expected\n    at place"] : [],
    })),
  };
}

function count(): { lines: string[]; status: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [script], { cwd: repository, encoding: "utf8" });
  return { lines: stdout.trim().split("\n"), status };
}

test("the last line adds up all reports of all workspaces, and skipped tests are none", async () => {
  await writeReport("packages/agent", "vitest", fileOf("passed", "passed", "skipped"));
  await writeReport("packages/agent", "durability", fileOf("passed"));
  await writeReport("scripts", "vitest", fileOf("passed"));
  expect(count()).toEqual({ lines: ["4 passed, 0 failed"], status: 0 });
});

test("each test that failed is named, with the reason and the command that repeats it", async () => {
  await writeReport("packages/agent", "durability", fileOf("passed", "failed"));
  expect(count()).toEqual({
    lines: [
      "FAILED packages/agent/test/agent.test.ts > agent > test 2",
      "    Error: expected",
      "        at place",
      '    npm run test:durability --workspace @eks-auth/agent -- test/agent.test.ts -t "agent > test 2"',
      "",
      "1 passed, 1 failed",
    ],
    status: 1,
  });
});

test("a file that could not be loaded is one failure", async () => {
  const unloaded = { ...fileOf(), status: "failed", message: "Error: no such module" };
  await writeReport("packages/agent", "vitest", fileOf("passed"), unloaded);
  const { lines, status } = count();
  expect(lines).toContain("FAILED packages/agent/test/agent.test.ts");
  expect(lines).toContain("    Error: no such module");
  expect(lines).toContain("    npm test --workspace @eks-auth/agent -- test/agent.test.ts");
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(status).toBe(1);
});

test("no test at all is a failure", async () => {
  await mkdir(join(repository, "packages"));
  expect(count()).toEqual({ lines: ["0 passed, 0 failed"], status: 1 });
});
