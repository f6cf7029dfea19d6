import fs, { type FSWatcher, type WatchListener } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FolderChanges } from "../../src/commands/folder-changes.ts";

let changes: FolderChanges;
/** Reports a changed file. */
let report: (file: string) => void;

// The platform reports changes at any time. Here the test reports them, and controls the clock.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(fs, "watch").mockImplementation((...args: unknown[]) => {
    const listener = args.at(-1) as WatchListener<string>;
    report = (file) => listener("change", file);
    return { close() {} } as FSWatcher;
  });
  syncBuiltinESMExports();
  changes = new FolderChanges("/model");
});
afterEach(() => {
  changes.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

test("several changes in a row count as one, after the last", async () => {
  const onChange = vi.fn();
  void changes.next().then(onChange);
  for (const file of ["a.smithy", "b.smithy", "a.smithy"]) {
    report(file);
    await vi.advanceTimersByTimeAsync(99);
    expect(onChange).not.toHaveBeenCalled();
  }
  await vi.advanceTimersByTimeAsync(1);
  expect(onChange.mock.calls).toEqual([[true]]);

  const onChangeAgain = vi.fn();
  void changes.next().then(onChangeAgain);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onChangeAgain).not.toHaveBeenCalled();
});
