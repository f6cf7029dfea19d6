import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { eksAuthProgram, runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, expect, test, vi } from "vitest";

const listModules = `--import=${new URL("../start/support/list-modules.ts", import.meta.url)}`;

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([[["--help"]], [["--version"]], [["serve", "--help"]], [["serve-everything"]]])(
  "%j writes to a pipe without the modules of streams",
  async (args) => {
    await using folder = await makeTempFolder();
    vi.stubEnv("NODE_OPTIONS", listModules);
    vi.stubEnv("LOADED_MODULES", folder.resolve("modules"));
    const { stdout, stderr } = await runEksAuth(...args);
    expect(stdout + stderr).not.toBe("");
    const modules = (await folder.read("modules")).split("\n");
    expect(modules).toContain("NativeModule fs");
    expect(modules.filter((name) => /^NativeModule (tty|internal\/tty)$/.test(name))).toEqual([]);
    if (!args.includes("serve")) {
      expect(modules).not.toContain("NativeModule net");
    }
  },
);

test("help is the same in a file, in a pipe and in one that is read late", async () => {
  await using folder = await makeTempFolder();
  const { stdout } = await runEksAuth("serve", "--help");
  const file = openSync(folder.resolve("help"), "w");
  const toFile = spawn(process.execPath, [eksAuthProgram, "serve", "--help"], {
    stdio: ["ignore", file, "inherit"],
  });
  expect(await once(toFile, "close")).toEqual([0, null]);
  expect(await folder.read("help")).toBe(stdout);
  const late = spawn("sh", [
    "-c",
    '"$0" "$1" serve --help | { sleep 0.1; cat; }',
    process.execPath,
    eksAuthProgram,
  ]);
  expect(await text(late.stdout)).toBe(stdout);
});

test("a reader that goes away is no error", async () => {
  const command = '{ "$0" "$1" --help; echo "exit code $?" >&2; } | true';
  const child = spawn("sh", ["-c", command, process.execPath, eksAuthProgram]);
  expect(await text(child.stderr)).toBe("exit code 0\n");
});
