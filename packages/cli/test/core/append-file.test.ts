import { existsSync } from "node:fs";
import { rename, rm, truncate } from "node:fs/promises";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AppendFile } from "../../src/core/append-file.ts";
import { LogSink } from "../../src/core/log-sink.ts";

stopClock();

const folder = useTempFolder("append-file");
const path = folder.resolve("audit.jsonl");
let file: AppendFile;
let sink: LogSink;

beforeEach(async () => {
  file = await AppendFile.open(path, {});
  sink = new LogSink(file, (counts) => `lost ${JSON.stringify(counts)}\n`);
});
afterEach(async () => {
  await sink.close(0);
  await file.close();
});

/** Lets the time pass after which the path is compared with the open file. */
function passTime(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(1_000);
}

it.each<[string, () => Promise<unknown>]>([
  ["renamed", () => rename(path, folder.resolve("old"))],
  ["removed", () => rm(path)],
])("opens a new file within a second if it is %s", async (_what, rotate) => {
  await sink.writeRecord("record", "one\n");
  await rotate();
  await sink.writeRecord("record", "two\n");
  expect(existsSync(path), "the path is not looked at for each line").toBe(false);
  await passTime();
  await sink.writeRecord("record", "three\n");
  expect(await folder.read("audit.jsonl")).toBe("three\n");
});

it("opens a new file at once on request", async () => {
  await sink.writeRecord("record", "one\n");
  await rename(path, folder.resolve("old"));
  file.requestReopen();
  await sink.writeRecord("record", "two\n");
  expect(await folder.read("old")).toBe("one\n");
  expect(await folder.read("audit.jsonl")).toBe("two\n");
});

it("writes at the start of a file that was truncated", async () => {
  await sink.writeRecord("record", "one\n");
  await truncate(path);
  await sink.writeRecord("record", "two\n");
  expect(await folder.read("audit.jsonl")).toBe("two\n");
});

it("fails records while the file can't be opened, says why, and goes on when it can be again", async () => {
  await rename(folder.path, `${folder.path}-moved`);
  file.requestReopen();
  expect(await sink.writeRecord("record", "one\n")).toBe("file_unwritable");
  expect(file.describeFailure("file_unwritable")).toMatch(
    /^\S+ can't be written \(ENOENT\)\. Check that its folder/,
  );
  expect(sink.isFailing).toBe(true);
  await rename(`${folder.path}-moved`, folder.path);
  await vi.waitFor(() => expect(sink.isFailing).toBe(false));
  expect(await sink.writeRecord("record", "two\n")).toBeUndefined();
  expect(await folder.read("audit.jsonl")).toBe('lost {"record":1}\ntwo\n');
});

it("writes lines of one turn of the event loop together", async () => {
  const write = vi.spyOn(file, "write");
  const lines = Array.from({ length: 100 }, (_, number) => `${number}\n`);
  expect(await Promise.all(lines.map((line) => sink.writeRecord("record", line)))).toEqual(
    lines.map(() => undefined),
  );
  expect(await folder.read("audit.jsonl")).toBe(lines.join(""));
  expect(write).toHaveBeenCalledTimes(1);
});
