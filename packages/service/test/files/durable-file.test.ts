import { chmod, readFile, stat } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import {
  replaceFile,
  requireWritableFolder,
  syncFolder,
  writeDurably,
} from "../../src/files/durable-file.ts";

const folder = useTempFolder("durable-file");

test("a file is replaced by another one, private to its owner", async () => {
  const path = await folder.write("file", "old");
  await chmod(path, 0o644);
  const { ino } = await stat(path);
  await replaceFile(path, "new");
  expect(await readFile(path, "utf8")).toBe("new");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(path)).ino).not.toBe(ino);
  expect(await folder.list()).toEqual(["file"]);
});

test("a failed replacement leaves no temporary file", async () => {
  await folder.write("folder/file", "old");
  await expect(replaceFile(folder.resolve("folder"), "new")).rejects.toMatchObject({ code: "EISDIR" });
  await expect(replaceFile(folder.resolve("none", "file"), "new")).rejects.toMatchObject({ code: "ENOENT" });
  expect(await folder.list()).toEqual(["folder"]);
  expect(await folder.read("folder/file")).toBe("old");
});

test("a file is written only if it does not exist", async () => {
  const path = folder.resolve("file");
  await writeDurably(path, "one");
  await expect(writeDurably(path, "two")).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readFile(path, "utf8")).toBe("one");
});

test("only an existing folder can be written", async () => {
  const file = await folder.write("file", "");
  await requireWritableFolder(folder.path);
  await syncFolder(folder.path);
  await expect(requireWritableFolder(folder.resolve("none"))).rejects.toMatchObject({ code: "ENOENT" });
  await expect(requireWritableFolder(file)).rejects.toMatchObject({ code: "ENOTDIR" });
});
