import { mkdir, readFile } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, expect, test, vi } from "vitest";
import { CommandError } from "../../src/terminal/command-error.ts";
import { runCommand } from "../../src/terminal/run-command.ts";

const folder = useTempFolder("run-command");
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

/** Runs a command that fails, and returns what it prints. */
async function fail(work: () => Promise<unknown>): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await runCommand(async () => {
    await work();
    return 0;
  });
  expect(process.exitCode).toBe(1);
  return write.mock.calls.join("").replaceAll(folder.path, "");
}

test("prints the message of an error with a code", async () => {
  expect(await fail(() => Promise.reject(new CommandError("No. Do that.")))).toBe("error: No. Do that.\n");
});

test("prints what the file system can't do, and the fix", async () => {
  await folder.write("file", "");
  expect(await fail(() => mkdir(folder.resolve("file/folder")))).toBe(
    "error: ENOTDIR: not a directory, mkdir '/file/folder'. Something else has the name of a folder or file that the command needs: rename it.\n",
  );
});

test("throws a bug", async () => {
  await expect(runCommand(() => Promise.reject(new TypeError("bug")))).rejects.toThrow("bug");
  await expect(runCommand(() => readFile(folder.resolve("missing")) as never)).rejects.toThrow("ENOENT");
});
