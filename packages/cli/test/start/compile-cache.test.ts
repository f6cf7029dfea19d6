import { chmod, chown, mkdir, stat, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openCacheDirectory } from "../../src/core/compile-cache.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const userId = process.geteuid?.();

describe.runIf(userId !== undefined)("the directory of the compile cache", () => {
  test("is created for its owner only, in XDG_CACHE_HOME or ~/.cache, and found again", async () => {
    await using folder = await makeTempFolder();
    const inHome = folder.resolve("home/.cache/eks-auth/compile-cache");
    await mkdir(folder.resolve("home"), { mode: 0o755 });
    const inCache = folder.resolve("cache/eks-auth/compile-cache");
    const home = folder.resolve("home");
    const before = process.umask(0);
    try {
      expect(openCacheDirectory({ HOME: home }, userId)).toBe(inHome);
      expect(openCacheDirectory({ HOME: home, XDG_CACHE_HOME: "" }, userId)).toBe(inHome);
      for (let start = 0; start < 2; start++) {
        const env = { HOME: home, XDG_CACHE_HOME: folder.resolve("cache") };
        expect(openCacheDirectory(env, userId)).toBe(inCache);
      }
    } finally {
      process.umask(before);
    }
    for (const path of ["cache", "cache/eks-auth", "cache/eks-auth/compile-cache"]) {
      expect((await stat(folder.resolve(path))).mode & 0o777, path).toBe(0o700);
    }
  });

  test.each(["cache", "cache/eks-auth", "cache/eks-auth/compile-cache"])(
    "is not used if others can write %s",
    async (path) => {
      await using folder = await makeTempFolder();
      const env = { XDG_CACHE_HOME: folder.resolve("cache") };
      expect(openCacheDirectory(env, userId)).toBeDefined();
      for (const mode of [0o777, 0o770, 0o702]) {
        await chmod(folder.resolve(path), mode);
        expect(openCacheDirectory(env, userId), mode.toString(8)).toBeUndefined();
      }
      await chmod(folder.resolve(path), 0o755);
      expect(openCacheDirectory(env, userId)).toBeDefined();
    },
  );

  test("is not used if others can write a directory that it is in, unless they can't rename others' files there", async () => {
    await using folder = await makeTempFolder();
    await mkdir(folder.resolve("shared/cache"), { recursive: true });
    const env = { XDG_CACHE_HOME: folder.resolve("shared/cache") };
    await chmod(folder.resolve("shared"), 0o777);
    expect(openCacheDirectory(env, userId)).toBeUndefined();
    await chmod(folder.resolve("shared"), 0o1777);
    expect(openCacheDirectory(env, userId)).toBeDefined();
    await chmod(folder.resolve("shared"), 0o755);
    expect(openCacheDirectory(env, userId)).toBeDefined();
  });

  test.each(["eks-auth", "eks-auth/compile-cache"])("is not used if %s is a link or a file", async (path) => {
    await using folder = await makeTempFolder();
    await mkdir(folder.resolve("elsewhere"), { mode: 0o700 });
    for (const kind of ["link", "file"]) {
      const cache = folder.resolve(kind);
      await mkdir(dirname(`${cache}/${path}`), { recursive: true });
      await (kind === "link"
        ? symlink(folder.resolve("elsewhere"), `${cache}/${path}`)
        : folder.write(`${kind}/${path}`, ""));
      expect(openCacheDirectory({ XDG_CACHE_HOME: cache }, userId), kind).toBeUndefined();
    }
  });

  test("can be in a directory that a link names", async () => {
    await using folder = await makeTempFolder();
    await mkdir(folder.resolve("real"), { mode: 0o700 });
    await symlink(folder.resolve("real"), folder.resolve("link"));
    expect(openCacheDirectory({ XDG_CACHE_HOME: folder.resolve("link") }, userId)).toBe(
      folder.resolve("real/eks-auth/compile-cache"),
    );
  });

  test("is not used if it is another user's", async () => {
    await using folder = await makeTempFolder();
    const env = { XDG_CACHE_HOME: folder.resolve("cache") };
    expect(openCacheDirectory(env, userId)).toBeDefined();
    expect(openCacheDirectory(env, (userId ?? 0) + 1)).toBeUndefined();
  });

  test("is not created in another user's home, as with sudo", async () => {
    await using folder = await makeTempFolder();
    const home = folder.resolve("home");
    await mkdir(folder.resolve("home/cache"), { recursive: true });
    if (userId === 0) {
      await chown(home, 1, 1);
      await chown(folder.resolve("home/cache"), 1, 1);
    }
    // Root's files are safe for every user, so root is the user and the home another's.
    const user = userId === 0 ? 0 : (userId ?? 0) + 1;
    expect(openCacheDirectory({ HOME: home }, user)).toBeUndefined();
    expect(openCacheDirectory({ XDG_CACHE_HOME: folder.resolve("home/cache") }, user)).toBeUndefined();
    expect(await folder.list("home")).toEqual(["cache"]);
    expect(await folder.list("home/cache")).toEqual([]);
  });

  test.each([
    ["there is neither variable", {}],
    ["the path is relative", { XDG_CACHE_HOME: "cache" }],
    ["it can't be created", { XDG_CACHE_HOME: "/proc/self/cache" }],
    ["its parent is missing", { XDG_CACHE_HOME: "/nonexistent/a/b" }],
  ])("is none if %s", (_reason, env) => {
    expect(openCacheDirectory(env, userId)).toBeUndefined();
  });

  test("is none on Windows, which has no owners", async () => {
    await using folder = await makeTempFolder();
    expect(openCacheDirectory({ XDG_CACHE_HOME: folder.path }, undefined)).toBeUndefined();
    expect(await folder.list()).toEqual([]);
  });
});

describe.runIf(userId !== undefined)("eks-auth", () => {
  async function runWith(cache: string, disabled?: string): Promise<void> {
    vi.stubEnv("XDG_CACHE_HOME", cache);
    vi.stubEnv("NODE_COMPILE_CACHE", undefined);
    vi.stubEnv("NODE_DISABLE_COMPILE_CACHE", disabled);
    expect(await runEksAuth("--version")).toMatchObject({ exitCode: 0, stderr: "" });
  }

  test("fills the cache, also without a first directory", async () => {
    await using folder = await makeTempFolder();
    await runWith(folder.path);
    expect(await folder.list("eks-auth/compile-cache")).toHaveLength(1);
  });

  test("writes nothing into a cache that others can write", async () => {
    await using folder = await makeTempFolder();
    await mkdir(folder.resolve("eks-auth/compile-cache"), { recursive: true });
    await chmod(folder.resolve("eks-auth/compile-cache"), 0o777);
    await runWith(folder.path);
    expect(await folder.list("eks-auth/compile-cache")).toEqual([]);
  });

  test("has no cache with NODE_DISABLE_COMPILE_CACHE", async () => {
    await using folder = await makeTempFolder();
    await runWith(folder.path, "1");
    expect(await folder.list()).toEqual([]);
  });
});
