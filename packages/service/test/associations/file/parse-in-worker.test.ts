import { setImmediate } from "node:timers/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test, vi } from "vitest";
import { loadAssociationFile, parseAssociations } from "../../../src/associations/file/association-file.ts";
import { parseInWorker } from "../../../src/associations/file/parse-in-worker.ts";
import { cluster } from "./parse-entry.ts";

const folder = useTempFolder("worker");

/** The text of an association file that is parsed in a worker. */
function writeLarge(name: (index: number) => string, count = 2_000): string {
  const entries = Array.from(
    { length: count },
    (_, index) =>
      `  - namespace: ${name(index)}\n    serviceAccount: app\n    roleArn: arn:aws:iam::111122223333:role/${index}\n`,
  );
  return `associations:\n${entries.join("")}`;
}

/** Counts the turns of the event loop while work is done. */
async function countTurns(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let turns = 0;
  while (!isDone) {
    turns++;
    await setImmediate();
  }
  await done;
  return turns;
}

describe("while a large file is parsed, the event loop goes on", () => {
  test.each([
    ["with exact names", (index: number) => `ns-${index}`],
    ["with globs", (index: number) => `ns-${index}-*`],
  ])("%s", async (_name, name) => {
    const path = await folder.write("large.yaml", writeLarge(name));
    const load = loadAssociationFile(path, cluster);
    // On this thread it would take a few turns, for reading the file.
    expect(await countTurns(load)).toBeGreaterThan(50);
    const file = await load;
    expect(file.size).toBe(2_000);
    expect((await file.find(name(7).replace("*", "x"), "app"))?.role.name).toBe("7");
    expect(await file.find("ns-x", "app")).toBeUndefined();
  });

  test("with mistakes", async () => {
    const path = await folder.write(
      "large.yaml",
      writeLarge((index) => `Ns-${index}`),
    );
    const load = loadAssociationFile(path, cluster).catch((error: unknown) => error);
    expect(await countTurns(load)).toBeGreaterThan(50);
    expect(await load).toMatchObject({
      code: "file_unusable",
      problems: { length: 101, 0: { path, line: 2 }, 100: { line: 302 } },
    });
  });
});

test("a part of a larger buffer stays usable", async () => {
  const text = writeLarge((index) => `ns-${index}`);
  const buffer = Buffer.from(`# before\n${text}`);
  const part = buffer.subarray(9);
  expect((await parseAssociations(part, "a.yaml", cluster)).size).toBe(2_000);
  expect(part.toString()).toBe(text);
});

describe("a worker", () => {
  const request = () => ({ content: new Uint8Array(10), path: "a.yaml", cluster });
  const start = (code: string, signal?: AbortSignal) =>
    parseInWorker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), request(), signal);

  test.each([
    ["throws", 'throw new Error("broken");', "a.yaml: parsing the file failed: broken. "],
    [
      "needs too much memory",
      "const all = []; for (;;) all.push(new Array(1e5).fill({}));",
      "a.yaml: parsing the file needs more than 129 MiB of memory. ",
    ],
    ["ends without a result", "process.exit(0);", "a.yaml: parsing the file failed: "],
  ])("that %s is reported", async (_name, code, message) => {
    await expect(start(code)).rejects.toThrow(message);
  });

  test("that takes too long is ended, and the next one starts", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const slow = start("for (;;) {}").catch((error: Error) => error.message);
      const next = start('throw new Error("next");').catch((error: Error) => error.message);
      await expect.poll(() => vi.getTimerCount(), { interval: 0 }).toBe(1);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await slow).toContain("a.yaml: parsing the file took more than 30 s. ");
      expect(await next).toContain("failed: next");
    } finally {
      vi.useRealTimers();
    }
  });

  test("is ended by the signal", async () => {
    const controller = new AbortController();
    const slow = start("for (;;) {}", controller.signal);
    controller.abort();
    await expect(slow).rejects.toMatchObject({ name: "AbortError" });
  });
});
