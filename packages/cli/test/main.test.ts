import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, describe, expect, it, vi } from "vitest";
import { slowTime } from "./support/node-options.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.runIf(existsSync("/dev/full"))("if standard output can't be written", () => {
  it.each([
    ["dev --once", "makes an exchange"],
    ["dev --port 0", "serves"],
    ["--help", "ends by itself"],
  ])("eks-auth %s, which %s, says so, exits with 1, and removes its files", async (args) => {
    await using folder = await makeTempFolder();
    vi.stubEnv("TMPDIR", folder.path);
    vi.stubEnv("NODE_OPTIONS", slowTime);
    const child = execFile("sh", [
      "-c",
      `exec "$0" "$1" ${args} >/dev/full`,
      process.execPath,
      eksAuthProgram,
    ]);
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    expect(await once(child, "close")).toEqual([1, null]);
    expect(errors).toBe(
      "error: standard output can't be written (ENOSPC). Check the file or the disk that it goes to.\n",
    );
    // The directory in which a development environment can be found stays, without a file.
    const files = await readdir(folder.path, { recursive: true });
    expect(files.filter((name) => !/^eks-auth-dev-of-\d+$/.test(name))).toEqual([]);
  });
});
