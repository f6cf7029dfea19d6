import { afterEach, expect, it, vi } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

afterEach(() => vi.restoreAllMocks());

it.each([
  [["inspect", "--config", "a.yaml"], "required option '--cluster <name>' not specified"],
  [["inspect", "--cluster", "dev"], "required option '--config <file>' not specified"],
  [["inspect", "--config", "a.yaml", "--cluster", "dev", "--token", "a.b.c"], "unknown option '--token'"],
  [
    ["inspect", "--config", "a.yaml", "--cluster", "dev", "--file", "eyJh.b.c"],
    "error: --file contains a token. Write the token to a file and give the file's name.",
  ],
  [["inspect", "--config", "a.yaml", "--cluster", "dev", "--file", ""], "error: --file is empty."],
  [["explain"], "unknown command 'explain'"],
])("%j exits with 2 and says what is wrong", async (args, message) => {
  expect(await runInProcess("token", ...args)).toMatchObject(failure(2, message));
});

it("exits with 2 if standard input is a terminal", async () => {
  vi.spyOn(process, "stdin", "get").mockReturnValue({ isTTY: true } as typeof process.stdin);
  const args = ["inspect", "--config", "a.yaml", "--cluster", "dev"];
  expect(await runInProcess("token", ...args)).toMatchObject(
    failure(2, "error: there is no token. Name its file with --file, or pipe it to standard input."),
  );
});
