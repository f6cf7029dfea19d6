import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderChanges } from "../../src/commands/watch.ts";

let folder: string;
let changes: FolderChanges;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "folder-changes-"));
  changes = new FolderChanges(folder);
});
afterEach(async () => {
  changes.close();
  await rm(folder, { recursive: true });
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
