import { writeFile } from "node:fs/promises";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test, vi } from "vitest";
import { openWatchedFiles } from "../../src/files/watched-files.ts";
import { pollFile } from "./poll-file.ts";

stopClock();

const folder = useTempFolder("watched-files");

/** Opens a file that changes while it is read the first time. */
async function openChanging() {
  const path = await folder.write("file", "one");
  const first = Promise.withResolvers<void>();
  const open = vi.fn(() => first.promise);
  const load = vi.fn(async () => {});
  const opening = openWatchedFiles([path], open, load);
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await writeFile(path, "longer");
  await pollFile(3);
  return { opening, first, load };
}

test("readings do not overlap, and a change while the files are read the first time is read again", async () => {
  const { opening, first, load } = await openChanging();
  expect(load).not.toHaveBeenCalled();
  first.resolve();
  const { reload, close } = await opening;
  await reload();
  expect(load).toHaveBeenCalledTimes(2);
  close();
});

test("a change while the first reading fails does not reject elsewhere", async () => {
  const { opening, first, load } = await openChanging();
  first.reject(new Error("not valid"));
  await expect(opening).rejects.toThrow("not valid");
  expect(load).not.toHaveBeenCalled();
});

test("a reading that ends after the files were closed learns that, and no further one starts", async () => {
  const path = await folder.write("file", "one");
  const reading = Promise.withResolvers<void>();
  const seen: boolean[] = [];
  const load = vi.fn(async (isClosed: () => boolean) => {
    seen.push(isClosed());
    await reading.promise;
    seen.push(isClosed());
  });
  const { reload, close } = await openWatchedFiles([path], async () => {}, load);
  const reloads = [reload(), reload()];
  await vi.waitFor(() => expect(load).toHaveBeenCalled());
  close();
  reading.resolve();
  await Promise.all(reloads);
  expect(load).toHaveBeenCalledTimes(1);
  expect(seen).toEqual([false, true]);
});
