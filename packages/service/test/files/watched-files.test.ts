import { writeFile } from "node:fs/promises";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test, vi } from "vitest";
import { openWatchedFiles } from "../../src/files/watched-files.ts";
import { pollFile } from "./poll-file.ts";

stopClock();

const folder = useTempFolder("watched-files");

test("readings do not overlap, and a change while the files are read the first time is read again", async () => {
  const path = await folder.write("file", "one");
  const first = Promise.withResolvers<void>();
  const open = vi.fn(() => first.promise);
  const load = vi.fn(async () => {});
  const opening = openWatchedFiles([path], open, load);
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await writeFile(path, "longer");
  await pollFile(3);
  expect(load).not.toHaveBeenCalled();
  first.resolve();
  const { reload, close } = await opening;
  await reload();
  expect(load).toHaveBeenCalledTimes(2);
  close();
});

test("a change while the first reading fails does not reject elsewhere", async () => {
  const path = await folder.write("file", "one");
  const first = Promise.withResolvers<void>();
  const open = vi.fn(() => first.promise);
  const load = vi.fn(async () => {});
  const opening = openWatchedFiles([path], open, load);
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await writeFile(path, "longer");
  await pollFile(3);
  first.reject(new Error("not valid"));
  await expect(opening).rejects.toThrow("not valid");
  expect(load).not.toHaveBeenCalled();
});
