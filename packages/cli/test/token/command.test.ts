import { afterEach, expect, it, vi } from "vitest";
import { run as runProgram } from "../../src/program.ts";

afterEach(() => vi.restoreAllMocks());

async function run(...args: string[]): Promise<{ exitCode: number; written: string }> {
  let written = "";
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => {
      written += text;
      return true;
    });
  }
  return { exitCode: await runProgram(["token", ...args]), written };
}

it("token inspect --help has examples", async () => {
  const { exitCode, written } = await run("inspect", "--help");
  expect(exitCode).toBe(0);
  expect(written).toContain("Examples:\n  eks-auth token inspect ");
});

it.each([
  [["inspect", "--config", "a.yaml"], "required option '--cluster <name>' not specified"],
  [["inspect", "--cluster", "dev"], "required option '--config <file>' not specified"],
  [["inspect", "--config", "a.yaml", "--cluster", "dev", "--token", "a.b.c"], "unknown option '--token'"],
  [
    ["inspect", "--config", "a.yaml", "--cluster", "dev", "--file", "eyJh.b.c"],
    "error: --file has a token. Write the token to a file, and name that.",
  ],
  [["inspect", "--config", "a.yaml", "--cluster", "dev", "--file", ""], "error: --file is empty."],
  [["explain"], "unknown command 'explain'"],
])("%j is refused for its arguments, without a process's end", async (args, message) => {
  const { exitCode, written } = await run(...args);
  expect(exitCode).toBe(2);
  expect(written).toContain(message);
});

it("a terminal in place of a token is refused for its arguments", async () => {
  vi.spyOn(process, "stdin", "get").mockReturnValue({ isTTY: true } as typeof process.stdin);
  const { exitCode, written } = await run("inspect", "--config", "a.yaml", "--cluster", "dev");
  expect(exitCode).toBe(2);
  expect(written).toContain(
    "error: there is no token. Give its file with --file, or send it to standard input.",
  );
});
