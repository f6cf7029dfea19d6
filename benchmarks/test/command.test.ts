import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args])) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe("bench", () => {
  test.for([
    [["--help"]],
    [["agent", "--help"]],
    [["generate", "--help"]],
    [["server", "--help"]],
    [["service", "--help"]],
  ])("%s has examples", async ([args]) => {
    const { code, stdout, stderr } = await run(...(args ?? []));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Examples:\n  npm run bench -- ");
  });

  test.for([
    [[], "Name a benchmark: agent, generate, server, service."],
    [["constructor"], "There is no such benchmark: agent, generate, server, service."],
    [["server", "--fast"], "Unknown option '--fast'"],
    [["agent", "--fast"], "Unknown option '--fast'"],
    [["service", "--fast"], "Unknown option '--fast'"],
    [["server", "--quick", "--write"], "--write takes the figures of a full run"],
  ] as const)("%s is refused with help", async ([args, message]) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain("Examples:");
  });
});
