import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withTempFolder } from "../../src/files/temp-folder.ts";
import { fillFolderOnce } from "../../src/files/work-folder.ts";

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "fill-once-"));
  folder = join(parent, "deep", "folder");
});
afterEach(() => rm(parent, { recursive: true }));

function write(text: string): (folder: string) => Promise<void> {
  return (target) => writeFile(join(target, "file"), text);
}

function read(): Promise<string> {
  return readFile(join(folder, "file"), "utf8");
}

test("fills a folder once from the same sources", async () => {
  const fill = vi.fn(write("a"));
  await fillFolderOnce(folder, ["1"], fill);
  await fillFolderOnce(folder, ["1"], fill);
  expect(fill).toHaveBeenCalledOnce();
  expect(await read()).toBe("a");
});

test("replaces a folder from other sources, or without sources", async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "other"), "");
  await fillFolderOnce(folder, ["1"], write("a"));
  expect(await readdir(folder)).not.toContain("other");
  await fillFolderOnce(folder, ["2"], write("b"));
  expect(await read()).toBe("b");
});

test("leaves no files if filling fails", async () => {
  const failing = fillFolderOnce(folder, ["1"], () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await readdir(join(parent, "deep"))).toEqual([]);
});

describe("if two fill it at the same time", () => {
  test("the second keeps the folder of the first, which can already be in use", async () => {
    const release = Promise.withResolvers<void>();
    const second = fillFolderOnce(folder, ["1"], async (target) => {
      await release.promise;
      await write("second")(target);
    });
    await fillFolderOnce(folder, ["1"], write("first"));
    release.resolve();
    await second;
    expect(await read()).toBe("first");
    expect(await readdir(join(parent, "deep"))).toEqual(["folder"]);
  });

  test("both can read it afterwards", async () => {
    for (let round = 0; round < 50; round += 1) {
      await rm(folder, { recursive: true, force: true });
      const texts = await Promise.all(
        ["a", "a", "a", "a"].map(async (text) => {
          await fillFolderOnce(folder, ["1"], write(text));
          return Promise.all(Array.from({ length: 10 }, read));
        }),
      );
      expect(texts.flat()).toEqual(Array(40).fill("a"));
    }
  });

  test("both replace an outdated folder", async () => {
    await fillFolderOnce(folder, ["0"], write("old"));
    await Promise.all(["a", "a", "a", "a"].map((text) => fillFolderOnce(folder, ["1"], write(text))));
    expect(await read()).toBe("a");
    expect(await readdir(join(parent, "deep"))).toEqual(["folder"]);
  });
});

test("a full disk is named, and a temporary folder is removed", async () => {
  const write = () =>
    Promise.reject(Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" }));
  await expect(withTempFolder(parent, "temp", write)).rejects.toMatchObject({
    code: "disk_full",
    message: expect.stringContaining(parent),
  });
  expect(await readdir(parent)).toEqual([]);
});
