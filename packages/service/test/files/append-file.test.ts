import { chmod, mkdir, stat, symlink } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { checkAppendFile, openAppendFile } from "../../src/files/append-file.ts";

const folder = useTempFolder("append-file");
const path = folder.resolve("audit.jsonl");

async function append(line: string): Promise<string> {
  const file = await openAppendFile(path);
  await file.write(line);
  await file.close();
  return folder.read("audit.jsonl");
}

test("a file is created with mode 0640, and lines are appended", async () => {
  expect(await append("one\n")).toBe("one\n");
  expect((await stat(path)).mode & 0o777).toBe(0o640 & ~process.umask());
  expect(await append("two\n")).toBe("one\ntwo\n");
});

test("a torn last line is ended", async () => {
  await folder.write("audit.jsonl", 'one\n{"out');
  expect(await append("two\n")).toBe('one\n{"out\ntwo\n');
});

test.each<[string, () => Promise<unknown>, string]>([
  ["a pipe", () => folder.makePipe("audit.jsonl"), "file_not_regular"],
  ["a device", () => symlink("/dev/null", path), "file_not_regular"],
  ["a directory", () => mkdir(path), "file_not_regular"],
  [
    "a file that others can write",
    async () => chmod(await folder.write("audit.jsonl", ""), 0o666),
    "file_mode_unsafe",
  ],
  ["a file in a folder that others can write", () => chmod(folder.path, 0o777), "file_mode_unsafe"],
  ["a file in a folder that does not exist", () => folder.remove(), "file_unwritable"],
])("%s is refused", async (_what, create, code) => {
  await create();
  await expect(openAppendFile(path)).rejects.toMatchObject({ code });
  await expect(checkAppendFile(path)).rejects.toMatchObject({ code });
});

test("a check neither creates nor changes the file", async () => {
  await checkAppendFile(path);
  expect(await folder.list()).toEqual([]);
  await folder.write("audit.jsonl", "torn");
  await checkAppendFile(path);
  expect(await folder.read("audit.jsonl")).toBe("torn");
});
