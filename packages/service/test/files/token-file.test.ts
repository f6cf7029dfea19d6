import { chmod, chown, mkdir, readFile } from "node:fs/promises";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test, vi } from "vitest";
import { type FreshToken, startTokenFile } from "../../src/files/token-file.ts";

stopClock();

const folder = useTempFolder("token-file");
const path = folder.resolve("token");

/** Creates the tokens `0`, `1`, …; the lifetime of the first is 1 s, of the others 1 h. */
function mintNumbers(): () => Promise<FreshToken> {
  let count = 0;
  return async () => ({ lifetimeSeconds: count === 0 ? 1 : 3600, token: String(count++) });
}

describe("a token file", () => {
  test("is renewed according to the lifetime of each token", async () => {
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
    expect(await folder.list()).toEqual([]);
  });

  test("of a token that lives for years is renewed after 24 days, and not all the time", async () => {
    const mint = vi.fn(async () => ({ token: "0", lifetimeSeconds: 10 * 365 * 86_400 }));
    const file = await startTokenFile(path, mint, () => {});
    await vi.advanceTimersByTimeAsync(24 * 86_400_000);
    expect(mint).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(86_400_000);
    await expectSoon(() => mint.mock.calls.length).toBe(2);
    await expectSoon(() => vi.getTimerCount()).toBe(1);
    await file.stop();
  });

  test("reports a failed renewal, and is renewed later", async () => {
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

  test("is not created if the first token cannot be created", async () => {
    const failure = new Error("no cluster");
    await expect(
      startTokenFile(
        path,
        () => Promise.reject(failure),
        () => {},
      ),
    ).rejects.toBe(failure);
    expect(await folder.list()).toEqual([]);
  });

  test("needs no permission to read its folder", async () => {
    const unreadable = folder.resolve("unreadable");
    await mkdir(unreadable);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      // Root can read every folder.
      await chmod(folder.path, 0o755);
      await chown(unreadable, 65_534, 65_534);
    }
    await chmod(unreadable, 0o300);
    const setUser = (id: number): void => (isRoot ? process.seteuid?.(id) : undefined);
    setUser(65_534);
    try {
      const file = await startTokenFile(folder.resolve("unreadable", "token"), mintNumbers(), () => {});
      await file.stop();
    } finally {
      setUser(0);
      await chmod(unreadable, 0o700);
    }
  });
});
