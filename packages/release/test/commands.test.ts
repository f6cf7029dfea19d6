import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../src/commands/", import.meta.url));

async function run(
  file: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [folder + file, ...args])) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe.each(readdirSync(folder))("%s", (file) => {
  test("--help has usage, exit codes and examples", async () => {
    const { code, stdout, stderr } = await run(file, "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/Usage: npm run [\s\S]*Exit codes: [\s\S]*Examples:/);
  });

  test("an unknown option is refused with help", async () => {
    const { code, stdout, stderr } = await run(file, "--fast");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Unknown option '--fast'");
    expect(stderr).toContain("Usage:");
  });
});
