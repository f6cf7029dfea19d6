import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FreshToken, startTokenFile } from "../../src/files/token-file.ts";
import { expectSoon, stopClock } from "../stopped-clock.ts";

stopClock();

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "token-file-"));
  path = join(directory, "token");
});
afterEach(() => rm(directory, { recursive: true }));

/** Makes the tokens `0`, `1`, …; the first lives for a second, the others for an hour. */
function mintNumbers(): () => Promise<FreshToken> {
  let made = 0;
  return async () => ({ lifetimeSeconds: made === 0 ? 1 : 3600, token: String(made++) });
}

describe("a kept token file", () => {
  test("is renewed by each token's own lifetime", async () => {
    const mint = vi.fn(mintNumbers());
    const file = await startTokenFile(path, mint, () => {});
    expect(await readFile(path, "utf8")).toBe("0");
    await vi.advanceTimersByTimeAsync(799);
    expect(mint).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    await expectSoon(() => readFile(path, "utf8")).toBe("1");
    await expectSoon(() => vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2_879_999);
    expect(mint).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    await expectSoon(() => readFile(path, "utf8")).toBe("2");
    await file.stop();
    expect(mint).toHaveBeenCalledTimes(3);
    expect(await readdir(directory)).toEqual([]);
  });

  test("tells why a renewal failed, and is renewed later", async () => {
    const numbers = mintNumbers();
    const problems: unknown[] = [];
    const mint = vi.fn(numbers);
    mint.mockImplementationOnce(numbers).mockRejectedValueOnce(new Error("no cluster"));
    const file = await startTokenFile(path, mint, (error) => problems.push(error));
    await vi.advanceTimersByTimeAsync(800);
    expect(problems).toEqual([new Error("no cluster")]);
    await vi.advanceTimersByTimeAsync(999);
    expect(mint).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    await expectSoon(() => readFile(path, "utf8")).toBe("1");
    await file.stop();
    expect(problems).toHaveLength(1);
  });

  test("isn't there where the first token can't be made", async () => {
    const failure = new Error("no cluster");
    await expect(
      startTokenFile(
        path,
        () => Promise.reject(failure),
        () => {},
      ),
    ).rejects.toBe(failure);
    expect(await readdir(directory)).toEqual([]);
  });
});
