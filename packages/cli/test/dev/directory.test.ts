import { existsSync } from "node:fs";
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

  it("fails if a file in it is a pipe", async () => {
    const pipe = await folder.makePipe("associations.yaml");
    const { exitCode, stderr } = await runEksAuth("dev", "--once", "--directory", folder.path);
    expect([exitCode, stderr]).toEqual([1, `error: ${pipe}: the file is a pipe. Use a regular file.\n`]);
  });

  it("ends at the second Ctrl-C if its start hangs", async () => {
    // A mount that hangs can't be made in a test.
    const hang = `import fs from "node:fs/promises";
      import { syncBuiltinESMExports } from "node:module";
      fs.writeFile = () => new Promise(() => console.log("hangs"));
      syncBuiltinESMExports();`;
    vi.stubEnv("NODE_OPTIONS", `--import=${await folder.write("hang.mjs", hang)}`);
    const command = startEksAuth("dev", "--directory", folder.resolve("hung"), "--port", "0");
    await command.waitFor("hangs");
    // The command handles the first itself.
    command.signal("SIGINT");
    await expect
      .poll(() => {
        command.signal("SIGINT");
        return command.hasEnded;
      })
      .toBe(true);
    expect(await command.finish()).toMatchObject({ exitCode: null, signal: "SIGINT" });
  });
});
