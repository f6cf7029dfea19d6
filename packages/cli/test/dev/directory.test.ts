import { execFile } from "node:child_process";
import { once } from "node:events";
import { constants, existsSync } from "node:fs";
import { type FileHandle, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EksAuthCommand, runEksAuth } from "../eks-auth-command.ts";

const main = fileURLToPath(new URL("../../bin/eks-auth.js", import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe.runIf(existsSync("/dev/full"))("where standard output can't be written", () => {
  it.each([
    ["dev --once", "exchanges"],
    ["dev --port 0", "serves"],
    ["--help", "ends by itself"],
  ])("eks-auth %s, which %s, says so, ends with 1, and leaves nothing behind", async (args) => {
    vi.stubEnv("TMPDIR", folder);
    const child = execFile("sh", ["-c", `exec "$0" "$1" ${args} >/dev/full`, process.execPath, main]);
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    expect(await once(child, "close")).toEqual([1, null]);
    expect(errors).toBe(
      "error: standard output can't be written (ENOSPC). Check the file or the disk that it goes to.\n",
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("eks-auth dev --directory", () => {
  it("makes a folder in folders that aren't there yet", async () => {
    const directory = join(folder, "a", "b");
    expect(await runEksAuth("dev", "--once", "--directory", directory)).toMatchObject({ exitCode: 0 });
    expect(await readdir(directory)).toEqual(["associations.yaml"]);
  });

  it("says that a file is in the way", async () => {
    expect(await runEksAuth("dev", "--once", "--directory", join(main, "a"))).toMatchObject({
      exitCode: 1,
      stderr: `error: ${main}/a can't be written (ENOTDIR). Choose another directory with --directory.\n`,
    });
  });

  it.runIf(existsSync("/proc/self"))(
    "says that no folder can be made where the system has its own",
    async () => {
      expect(await runEksAuth("dev", "--once", "--directory", "/proc/x")).toMatchObject({
        exitCode: 1,
        stderr: "error: /proc/x can't be written (ENOENT). Choose another directory with --directory.\n",
      });
    },
  );

  it("ends at the second Ctrl-C where its start hangs", async () => {
    const fifo = join(folder, "associations.yaml");
    await promisify(execFile)("mkfifo", [fifo]);
    const command = new EksAuthCommand("dev", "--once", "--directory", folder);
    let isEnded = false;
    const ended = command.finish().finally(() => {
      isEnded = true;
    });
    // There is no such writer until somebody reads, who then waits for what we never write.
    let writer: FileHandle | undefined;
    await expect
      .poll(async () => {
        writer ??= await open(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
        return writer.fd;
      })
      .toBeGreaterThan(0);
    // The first is listened for.
    command.signal("SIGINT");
    await expect
      .poll(() => {
        command.signal("SIGINT");
        return isEnded;
      })
      .toBe(true);
    await writer?.close();
    expect(await ended).toMatchObject({ exitCode: null, signal: "SIGINT" });
  });
});
