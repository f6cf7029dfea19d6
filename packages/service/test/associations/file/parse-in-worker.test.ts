import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test, vi } from "vitest";
import { loadAssociationFile, parseAssociations } from "../../../src/associations/file/association-file.ts";
import { parseInWorker } from "../../../src/associations/file/parse-in-worker.ts";
import { cluster } from "./parse-entry.ts";

const folder = useTempFolder("worker");

/** Writes an association file that is parsed in a worker. */
function writeLarge(name: (index: number) => string): Promise<string> {
  const entries = Array.from(
    { length: 500 },
    (_, index) =>
      `  - namespace: ${name(index)}\n    serviceAccount: app\n    roleArn: arn:aws:iam::111122223333:role/${index}\n`,
  );
  return folder.write("large.yaml", `associations:\n${entries.join("")}`);
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
  test("with exact names and globs", async () => {
    const name = (index: number) => `ns-${index}${index % 2 === 0 ? "-*" : ""}`;
    const load = loadAssociationFile(await writeLarge(name), cluster);
    // On this thread it would take a few turns, for reading the file.
    expect(await countTurns(load)).toBeGreaterThan(50);
    const file = await load;
    expect(file.size).toBe(500);
    expect((await file.find("ns-7", "app"))?.role.name).toBe("7");
    expect((await file.find("ns-8-x", "app"))?.role.name).toBe("8");
    expect(await file.find("ns-x", "app")).toBeUndefined();
  });

  test("with mistakes", async () => {
    const path = await writeLarge((index) => `Ns-${index}`);
    const load = loadAssociationFile(path, cluster).catch((error: unknown) => error);
    expect(await countTurns(load)).toBeGreaterThan(50);
    expect(await load).toMatchObject({
      code: "file_unusable",
      problems: { length: 101, 0: { path, line: 2 }, 100: { line: 302 } },
    });
  });
});

test("at the start of a process, a large file is parsed on this thread, which is faster", async () => {
  const path = await writeLarge((index) => `ns-${index}`);
  const content = Buffer.from(await readFile(path));
  const parsed = parseAssociations(content, path, cluster, { isStart: true });
  expect(await countTurns(parsed)).toBeLessThan(10);
  expect((await parsed).size).toBe(500);
});

interface StartOptions {
  readonly content?: Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
  /** A flag that the worker can set. */
  readonly flag?: Int32Array;
}

describe("a worker", () => {
  function start(code: string, { content = new Uint8Array(10), signal, flag }: StartOptions = {}) {
    const program = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    return parseInWorker(
      program,
      { content, path: "a.yaml", cluster: { ...cluster, ...(flag && { flag }) } },
      signal,
    );
  }

  test("gets a copy of a part of a larger buffer, which others use", async () => {
    const content = Buffer.from(new ArrayBuffer(10)).subarray(1);
    const code = `import { parentPort } from "node:worker_threads";
      parentPort.once("message", ({ content }) => parentPort.postMessage({ table: content.length }));`;
    expect(await start(code, { content })).toBe(9);
    expect(content).toHaveLength(9);
  });

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
    const slow = start("for (;;) {}", { signal: controller.signal });
    controller.abort();
    await expect(slow).rejects.toMatchObject({ name: "AbortError" });
  });

  test("that throws while it is ended does not end the process", async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const controller = new AbortController();
    const program = `
      import { parentPort } from "node:worker_threads";
      parentPort.once("message", ({ cluster: { flag } }) => {
        Atomics.store(flag, 0, 1);
        Atomics.notify(flag, 0);
        throw new Error("broken");
      });`;
    const parsing = start(program, { flag, signal: controller.signal });
    await setImmediate();
    // This thread gets the error after the signal. It waits until the worker has thrown.
    Atomics.wait(flag, 0, 0, 10_000);
    Atomics.wait(flag, 0, 1, 100);
    controller.abort();
    await expect(parsing).rejects.toMatchObject({ name: "AbortError" });
  });
});
