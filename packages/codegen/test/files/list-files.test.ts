import { symlink } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { listFiles } from "../../src/files/list-files.ts";

const folder = useTempFolder("list-files");

test("lists the files in subfolders, sorted", async () => {
  await folder.write("b", "");
  await folder.write("a/c", "");
  expect(await listFiles(folder.path)).toEqual(["a/c", "b"]);
});

test("follows links to files and folders", async () => {
  await folder.write("other/deep/a.smithy", "");
  await folder.write("model/b.smithy", "");
  await symlink("../other", folder.resolve("model/linked"));
  await symlink("../other/deep/a.smithy", folder.resolve("model/c.smithy"));
  expect(await listFiles(folder.resolve("model"))).toEqual(["b.smithy", "c.smithy", "linked/deep/a.smithy"]);
});

test("skips broken links, and links to a folder around them", async () => {
  await folder.write("model/deep/a.smithy", "");
  await symlink("..", folder.resolve("model/deep/up"));
  await symlink(".", folder.resolve("model/self"));
  await symlink("nothing", folder.resolve("model/broken"));
  expect(await listFiles(folder.resolve("model"))).toEqual(["deep/a.smithy"]);
});
