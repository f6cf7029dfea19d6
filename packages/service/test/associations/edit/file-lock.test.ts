import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Claim } from "../../../src/associations/edit/file-lock.ts";

const id = "3f2b8f0a-6f0e-4a53-9c58-0d8a2a0f6a11";

let directory: string;
let target: string;
let folder: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "claim-"));
});
beforeEach(async () => {
  target = join(await mkdtemp(join(directory, "test-")), "file");
  folder = `${target}.lock`;
});
afterAll(() => rm(directory, { recursive: true }));

/** Leaves what a process leaves that ends in the middle of a change. */
async function leave(name: string, ageSeconds = 0): Promise<void> {
  await mkdir(folder);
  const path = join(folder, name);
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
  const claim = await Claim.of(target, 30_000);
  await claim.handle.writeFile(text);
  await claim.commit();
  await claim.release();
}

test("leaves the file and nothing else", async () => {
  await commit("text");
  expect(await readdir(join(target, ".."))).toEqual(["file"]);
  expect(await readFile(target, "utf8")).toBe("text");
});

test("leaves nothing where it is released without a commit", async () => {
  await (await Claim.of(target, 0)).release();
  expect(await readdir(join(target, ".."))).toEqual([]);
});

describe("is taken over from", () => {
  test("a process of this machine that has ended", async () => {
    await leave(`${await deadProcess()}@${hostname()}~${id}`);
    await commit("text");
    expect(await readdir(join(target, ".."))).toEqual(["file"]);
  });

  test("a process that had our ID, in the container before this one", async () => {
    await leave(`${process.pid}@${hostname()}~${id}`);
    await commit("text");
  });

  test("a process that ended before it had put its file in, or after it had moved it", async () => {
    await mkdir(folder);
    await commit("text");
  });

  test("anyone after a minute", async () => {
    await leave(`1@elsewhere~${id}`, 61);
    await commit("text");
  });
});

describe("is refused, naming whom to look for, while it is held by", () => {
  test.each<[string, () => string, string]>([
    [
      "a process of this machine",
      () => `${process.ppid}@${hostname()}~${id}`,
      `process ${process.ppid} on ${hostname()}`,
    ],
    ["a process of another machine", () => `1@else%20where~${id}`, "process 1 on else where"],
    ["something unknown", () => "notes.txt", "whoever made the file notes.txt"],
  ])("%s", async (_name, holder, who) => {
    await leave(holder());
    await expect(Claim.of(target, 200)).rejects.toMatchObject({
      reason: "busy",
      message: `${target} is being changed by ${who}, for 0.2 s at least. Try again; if nothing changes it, remove ${folder}.`,
    });
    expect(await readdir(folder)).toEqual([holder()]);
  });

  test("this process", async () => {
    const claim = await Claim.of(target, 0);
    await expect(Claim.of(target, 100)).rejects.toThrow(`is being changed by process ${process.pid} on `);
    await claim.release();
    await commit("text");
  });
});

test("a holder that was taken for dead can't undo what the next one wrote", async () => {
  const slow = await Claim.of(target, 0);
  await slow.handle.writeFile("old");
  const [name = ""] = await readdir(folder);
  const time = Date.now() / 1000 - 61;
  await utimes(join(folder, name), time, time);
  await commit("new");
  await expect(slow.commit()).rejects.toMatchObject({
    reason: "busy",
    message: `${target} was changed by another process, as this one took too long. Try again.`,
  });
  await slow.release();
  expect(await readFile(target, "utf8")).toBe("new");
});

test("a release doesn't end another's claim", async () => {
  const slow = await Claim.of(target, 0);
  await rm(folder, { recursive: true });
  const next = await Claim.of(target, 0);
  await slow.release();
  await next.handle.writeFile("new");
  await next.commit();
  await next.release();
  expect(await readFile(target, "utf8")).toBe("new");
});
