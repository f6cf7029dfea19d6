import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { FileLock } from "../../../src/associations/edit/file-lock.ts";

const id = "3f2b8f0a-6f0e-4a53-9c58-0d8a2a0f6a11";

const folder = useTempFolder("lock");
const target = folder.resolve("file");
const lockFolder = `${target}.lock`;

/** Creates the lock of a process that died during a change. */
async function createLock(name: string, ageSeconds = 0): Promise<void> {
  await mkdir(lockFolder);
  const path = join(lockFolder, name);
  await writeFile(path, "half a te");
  const time = Date.now() / 1000 - ageSeconds;
  await utimes(path, time, time);
}

async function deadProcess(): Promise<number> {
  const child = spawn("true");
  await once(child, "close");
  return child.pid ?? 0;
}

async function commit(text: string): Promise<void> {
  const lock = await FileLock.acquire(target, 30_000);
  await lock.handle.writeFile(text);
  await lock.commit();
  await lock.release();
}

test("a commit leaves the file and nothing else", async () => {
  await commit("text");
  expect(await folder.list()).toEqual(["file"]);
  expect(await readFile(target, "utf8")).toBe("text");
});

test("a release without a commit leaves nothing", async () => {
  await (await FileLock.acquire(target, 0)).release();
  expect(await folder.list()).toEqual([]);
});

describe("a lock is taken over from", () => {
  test("a dead process of this machine", async () => {
    await createLock(`${await deadProcess()}@${hostname()}~${id}`);
    await commit("text");
    expect(await folder.list()).toEqual(["file"]);
  });

  test("a dead process with our process ID, as in a restarted container", async () => {
    await createLock(`${process.pid}@${hostname()}~${id}`);
    await commit("text");
  });

  test("a process that died before it created its file, or after it moved it", async () => {
    await mkdir(lockFolder);
    await commit("text");
  });

  test("any process after a minute", async () => {
    await createLock(`1@elsewhere~${id}`, 61);
    await commit("text");
  });
});

describe("a lock is refused, naming the owner, while it belongs to", () => {
  test.each<[string, () => string, string]>([
    [
      "a process of this machine",
      () => `${process.ppid}@${hostname()}~${id}`,
      `process ${process.ppid} on ${hostname()}`,
    ],
    ["a process of another machine", () => `1@else%20where~${id}`, "process 1 on else where"],
    ["an unknown process", () => "notes.txt", "the process that created the file notes.txt"],
  ])("%s", async (_name, owner, who) => {
    await createLock(owner());
    await expect(FileLock.acquire(target, 200)).rejects.toMatchObject({
      code: "busy",
      message: `${target} has been locked by ${who} for at least 0.2 s. Try again; if no process is changing it, remove ${lockFolder}.`,
    });
    expect(await readdir(lockFolder)).toEqual([owner()]);
  });

  test("this process", async () => {
    const lock = await FileLock.acquire(target, 0);
    await expect(FileLock.acquire(target, 100)).rejects.toThrow(
      `has been locked by process ${process.pid} on `,
    );
    await lock.release();
    await commit("text");
  });
});

test("an owner that lost its lock cannot undo the next change", async () => {
  const slow = await FileLock.acquire(target, 0);
  await slow.handle.writeFile("old");
  const [name = ""] = await readdir(lockFolder);
  const time = Date.now() / 1000 - 61;
  await utimes(join(lockFolder, name), time, time);
  await commit("new");
  await expect(slow.commit()).rejects.toMatchObject({
    code: "busy",
    message: `${target} was changed by another process, because this one took too long. Try again.`,
  });
  await slow.release();
  expect(await readFile(target, "utf8")).toBe("new");
});

test("a release does not release another process's lock", async () => {
  const slow = await FileLock.acquire(target, 0);
  await rm(lockFolder, { recursive: true });
  const next = await FileLock.acquire(target, 0);
  await slow.release();
  await next.handle.writeFile("new");
  await next.commit();
  await next.release();
  expect(await readFile(target, "utf8")).toBe("new");
});
