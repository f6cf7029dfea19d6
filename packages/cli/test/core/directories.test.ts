import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "../../src/core/command-error.ts";
import { createDirectories, createTemporaryDirectory } from "../../src/core/directories.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("createDirectories", () => {
  it("creates missing parents, and accepts a directory that exists", async () => {
    await using folder = await makeTempFolder();
    const path = folder.resolve("a", "b", "c");
    await createDirectories(path);
    await createDirectories(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it("fails if a parent is a file", async () => {
    await using folder = await makeTempFolder();
    const file = await folder.write("file", "");
    await expect(createDirectories(`${file}/a`)).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(createDirectories(file)).rejects.toMatchObject({ code: "EEXIST" });
  });

  it.runIf(existsSync("/proc/self"))("fails below /proc", async () => {
    await expect(createDirectories("/proc/x")).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("createTemporaryDirectory", () => {
  it("creates a directory that only its owner can read", async () => {
    await using folder = await makeTempFolder();
    vi.stubEnv("TMPDIR", folder.path);
    const path = await createTemporaryDirectory("test");
    expect(dirname(path)).toBe(tmpdir());
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it("names TMPDIR if it can't be written", async () => {
    vi.stubEnv("TMPDIR", "/nonexistent");
    const error = new CommandError(
      "unwritable",
      "/nonexistent/eks-auth-test- can't be written (ENOENT). Choose another directory with TMPDIR.",
    );
    await expect(createTemporaryDirectory("test")).rejects.toThrow(error);
  });
});
