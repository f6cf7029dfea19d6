import { rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fileVersion, watchFile } from "../../src/files/watch-file.ts";
import { hang } from "./hang.ts";
import { pollFile } from "./poll-file.ts";

stopClock();

const folder = useTempFolder("watch-file");
const path = folder.resolve("file");
let changes: number;
let stop: () => void;

beforeEach(async () => {
  await folder.write("file", "one");
  changes = 0;
  stop = await watchFile(path, () => {
    changes++;
  });
});
afterEach(() => stop());

test("a change is reported once, when the file has been the same for two polls", async () => {
  await pollFile(2);
  expect(changes).toBe(0);
  await writeFile(path, "longer");
  await pollFile(1);
  expect(changes).toBe(0);
  await pollFile(3);
  expect(changes).toBe(1);
});

test("a file that keeps changing is reported when it stops", async () => {
  for (let length = 4; length < 10; length++) {
    await writeFile(path, "x".repeat(length));
    await pollFile(1);
  }
  expect(changes).toBe(0);
  await pollFile(1);
  expect(changes).toBe(1);
});

test("a missing file is a change, and so is its return", async () => {
  await rm(path);
  await pollFile(2);
  expect(changes).toBe(1);
  await folder.write("file", "back");
  await pollFile(2);
  expect(changes).toBe(2);
});

test("a file system that stops to respond is a change, and so is that it responds again", async () => {
  const respond = hang(path);
  // The call hangs after 10 s.
  await vi.advanceTimersByTimeAsync(9_999);
  expect(changes).toBe(0);
  await vi.advanceTimersByTimeAsync(1_501);
  expect(changes).toBe(1);
  respond();
  await pollFile(2);
  expect(changes).toBe(2);
});

test("nothing is reported after the end", async () => {
  await writeFile(path, "longer");
  stop();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(2000);
  expect(changes).toBe(0);
});

test("another file of the same size and time has another version", async () => {
  const other = await folder.write("other", "two");
  await utimes(path, 1, 1);
  await utimes(other, 1, 1);
  const before = await fileVersion(path);
  expect(await fileVersion(path)).toBe(before);
  await rename(other, path);
  expect((await stat(path)).size).toBe(3);
  expect(await fileVersion(path)).not.toBe(before);
});
