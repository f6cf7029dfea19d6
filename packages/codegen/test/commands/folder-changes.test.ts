import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderChanges } from "../../src/commands/folder-changes.ts";

let home: string;
let folder: string;
let changes: FolderChanges;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "folder-changes-"));
  folder = join(home, "model");
  await mkdir(folder);
  changes = new FolderChanges(folder);
});
afterEach(async () => {
  changes.close();
  await rm(home, { recursive: true });
});

function write(name: string): Promise<void> {
  return writeFile(join(folder, name), "");
}

function isChangeReported(): Promise<boolean> {
  return Promise.race([changes.next(), wait(500, false)]);
}

test("reports a change", async () => {
  const change = changes.next();
  await write("a.smithy");
  expect(await change).toBe(true);
});

test("reports a change that happened before the call", async () => {
  await write("a.smithy");
  await wait(300);
  expect(await changes.next()).toBe(true);
});

test("ignores temporary files of editors", async () => {
  await write(".a.smithy.swp");
  await write("a.smithy~");
  expect(await isChangeReported()).toBe(false);
});

test("closing ends a pending wait", async () => {
  const change = changes.next();
  changes.close();
  expect(await change).toBe(false);
  expect(changes.closed).toBe(true);
});

describe("a link", () => {
  const shared = () => join(home, "shared");

  beforeEach(() => mkdir(join(home, "shared/below"), { recursive: true }));

  async function link(target: string): Promise<void> {
    await symlink(target, join(folder, "linked"));
    await changes.next();
    await changes.followLinks();
  }

  test("is a change", async () => {
    const change = changes.next();
    await symlink(shared(), join(folder, "linked"));
    expect(await change).toBe(true);
  });

  test.each(["a.smithy", "below/a.smithy"])("to a folder is followed to %s", async (file) => {
    await link(shared());
    const change = changes.next();
    await writeFile(join(shared(), file), "");
    expect(await change).toBe(true);
  });

  test("to a file is followed", async () => {
    await writeFile(join(shared(), "a.smithy"), "");
    await link(join(shared(), "a.smithy"));
    const change = changes.next();
    await writeFile(join(shared(), "a.smithy"), "// Changed.");
    expect(await change).toBe(true);
  });

  test("to a folder around it is not followed", async () => {
    await link("..");
    await writeFile(join(home, "shared/below/a.smithy"), "");
    expect(await isChangeReported()).toBe(false);
  });
});
