import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { main } from "../src/command.ts";

/** Runs the command in this process. */
async function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const code = await main(args);
  return { code, stdout: stdout.mock.calls.join(""), stderr: stderr.mock.calls.join("") };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("bench", () => {
  test.for([
    [["--help"]],
    [["agent", "--help"]],
    [["generate", "--help"]],
    [["kubernetes", "--help"]],
    [["server", "--help"]],
    [["service", "--help"]],
  ])("%s prints help with examples", async ([args = []]) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Examples:\n  npm run bench -- ");
  });

  test.for([
    [[], "No benchmark given. Choose one of: agent, client, generate, kubernetes, server, service, start."],
    [
      ["constructor"],
      'There is no benchmark "constructor". Choose one of: agent, client, generate, kubernetes, server, service, start.',
    ],
    [["server", "--fast"], "Unknown option '--fast'"],
    [["agent", "--fast"], "Unknown option '--fast'"],
    [["service", "--fast"], "Unknown option '--fast'"],
    [["server", "--quick", "--write"], "--write needs the results of a full run."],
  ] as const)("%s is rejected with help", async ([args, message]) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain("Examples:");
  });

  test("runs as a program", async () => {
    const program = fileURLToPath(new URL("../src/command.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program, "--help"]);
    expect(stdout).toContain("Usage: npm run bench -- BENCHMARK");
  });
});
