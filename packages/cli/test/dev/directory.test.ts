import { execFile } from "node:child_process";
import { constants, existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { runEksAuth, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { runInProcess } from "../support/run-in-process.ts";

const folder = await makeTempFolder();

afterAll(async () => {
  vi.unstubAllEnvs();
  await folder.remove();
});

describe("eks-auth dev --directory", () => {
  it("creates missing folders", async () => {
    vi.stubEnv("NODE_OPTIONS", slowTime);
    expect(await runEksAuth("dev", "--once", "--directory", folder.resolve("a", "b"))).toMatchObject({
      exitCode: 0,
    });
    expect(await folder.list("a/b")).toEqual(["associations.yaml"]);
  });

  it("fails if a parent is a file", async () => {
    const file = await folder.write("file", "");
    expect(await runInProcess("dev", "--once", "--directory", `${file}/a`)).toMatchObject({
      exitCode: 1,
      stderr: `error: ${file}/a can't be written (ENOTDIR). Choose another directory with --directory.\n`,
    });
  });

  it.runIf(existsSync("/proc/self"))("fails if the system allows no new folder", async () => {
    expect(await runInProcess("dev", "--once", "--directory", "/proc/x")).toMatchObject({
      exitCode: 1,
      stderr: "error: /proc/x can't be written (ENOENT). Choose another directory with --directory.\n",
    });
  });

  it("ends at the second Ctrl-C if its start hangs", async () => {
    await promisify(execFile)("mkfifo", [folder.resolve("associations.yaml")]);
    const command = startEksAuth("dev", "--once", "--directory", folder.path);
    // Opening the FIFO fails until the command reads it, and then waits for what is never written.
    let writer: FileHandle | undefined;
    await expect
      .poll(async () => {
        writer ??= await open(folder.resolve("associations.yaml"), constants.O_WRONLY | constants.O_NONBLOCK);
        return writer.fd;
      })
      .toBeGreaterThan(0);
    // The command handles the first itself.
    command.signal("SIGINT");
    await expect
      .poll(() => {
        command.signal("SIGINT");
        return command.hasEnded;
      })
      .toBe(true);
    await writer?.close();
    expect(await command.finish()).toMatchObject({ exitCode: null, signal: "SIGINT" });
  });
});
