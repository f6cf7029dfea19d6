import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { beforeEach, expect, test, vi } from "vitest";
import { FileCallLimiter } from "../../src/files/file-call-limiter.ts";

stopClock();

let limiter: FileCallLimiter;
let started: string[];
let end: Map<string, () => void>;

beforeEach(() => {
  limiter = new FileCallLimiter();
  started = [];
  end = new Map();
});

/** Makes a call that lasts until the test ends it. A mount that hangs can't be made in a test. */
function call(path: string): Promise<string> {
  return limiter
    .run(path, () => {
      started.push(path);
      return new Promise<string>((resolve) => end.set(path, () => resolve(`${path} is read`)));
    })
    .catch((error: Error) => error.message);
}

test("a folder has one call at a time, and all folders two", async () => {
  const calls = ["/a/1", "/a/2", "/b/1", "/c/1"].map(call);
  expect(started).toEqual(["/a/1", "/b/1"]);
  end.get("/b/1")?.();
  expect(await calls[2]).toBe("/b/1 is read");
  expect(started).toEqual(["/a/1", "/b/1", "/c/1"]);
  end.get("/a/1")?.();
  await calls[0];
  expect(started.at(-1)).toBe("/a/2");
});

test("a folder with many calls does not delay the others", async () => {
  const calls = ["/a/1", "/b/1", "/a/2", "/a/3", "/c/1"].map(call);
  end.get("/a/1")?.();
  await calls[0];
  end.get("/a/2")?.();
  await calls[2];
  expect(started).toEqual(["/a/1", "/b/1", "/a/2", "/c/1"]);
});

test("the error of a call is the caller's", async () => {
  await expect(limiter.run("/a", () => Promise.reject(new TypeError("gone")))).rejects.toThrow("gone");
  const next = call("/a");
  end.get("/a")?.();
  expect(await next).toBe("/a is read");
});

test("a call that takes 10 s fails, and so do those that wait for it", async () => {
  const hung = call("/a/1");
  const waiting = call("/a/2");
  const fix = "Check the file system that it is on.";
  expect(await endAfter(10_000, hung)).toBe(
    `/a/1 is not accessible: the file system did not respond within 10 s. ${fix}`,
  );
  const refusal = `/a/2 is not accessible: the file system does not respond for /a/1. ${fix}`;
  expect(await waiting).toBe(refusal);
  // Later ones do not wait.
  expect(await call("/a/2")).toBe(refusal);
  expect(started).toEqual(["/a/1"]);
});

test("while one call hangs, those in other folders go on", async () => {
  await endAfter(10_000, call("/a/1"));
  for (const path of ["/b/1", "/b/2", "/c/1"]) {
    const other = call(path);
    end.get(path)?.();
    expect(await other).toBe(`${path} is read`);
  }
});

test("while two calls hang, all others fail; a third thread is not risked", async () => {
  await endAfter(10_000, Promise.all([call("/a/1"), call("/b/1")]));
  expect(await call("/c/1")).toContain("the file system does not respond for /a/1");
  expect(started).toEqual(["/a/1", "/b/1"]);
});

test("when a call that hung ends, the folder is used again", async () => {
  await endAfter(10_000, call("/a/1"));
  end.get("/a/1")?.();
  await vi.advanceTimersByTimeAsync(0);
  const next = call("/a/2");
  end.get("/a/2")?.();
  expect(await next).toBe("/a/2 is read");
});
