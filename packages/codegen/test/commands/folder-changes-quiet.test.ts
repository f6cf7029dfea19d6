import { type FSWatcher, type WatchListener, watch } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FolderChanges } from "../../src/commands/folder-changes.ts";

// The platform reports changes at any time. Here the test reports them, and controls the clock.
vi.mock("node:fs", { spy: true });

let changes: FolderChanges;
/** Reports a changed file. */
let report: (file: string) => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.mocked(watch).mockImplementation((...args: unknown[]) => {
    const listener = args.at(-1) as WatchListener<string>;
    report = (file) => listener("change", file);
    return { close() {} } as FSWatcher;
  });
  changes = new FolderChanges("/model");
});
afterEach(() => {
  changes.close();
  vi.useRealTimers();
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
