import { chmod, cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { type ProgramResult, runProgram } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, expect, test } from "vitest";
import { requireTools } from "../src/tools.ts";

const units = ["eks-auth-serve.service", "eks-auth-agent.service"];
/** systemd's figure for how exposed a service is, times ten; 100 is without any protection. */
const maxExposure = 15;

const machine = await prepareOrSkip("systemd units", makeMachine);

afterAll(() => machine?.remove());

test.runIf(machine)("systemd finds no mistake in the units", async () => {
  const { exitCode, stdout, stderr } = await analyze("verify", "--man=no", ...units);
  expect({ exitCode, output: stdout + stderr }).toEqual({ exitCode: 0, output: "" });
});

test.runIf(machine).each(units)("%s is hardened", async (unit) => {
  const { exitCode, stdout } = await analyze("security", "--offline=yes", `--threshold=${maxExposure}`, unit);
  expect(stdout).toContain(`Overall exposure level for ${unit}`);
  expect(exitCode, stdout).toBe(0);
});

test.runIf(machine)("the check notices a unit that is less hardened", async () => {
  await machine?.write(
    "etc/systemd/system/open.service",
    "[Service]\nExecStart=/usr/local/bin/eks-auth serve\nUser=nobody\n",
  );
  const { exitCode } = await analyze(
    "security",
    "--offline=yes",
    `--threshold=${maxExposure}`,
    "open.service",
  );
  expect(exitCode).not.toBe(0);
});

function analyze(command: string, ...args: readonly string[]): Promise<ProgramResult> {
  return runProgram("systemd-analyze", [command, `--root=${machine?.path}`, ...args]);
}

/** A file system with the units, the programs that they name, and the targets of this machine's systemd. */
async function makeMachine(): Promise<TempFolder> {
  requireTools("systemd-analyze");
  const folder = await makeTempFolder("eks-auth-systemd");
  await cp(join(root, "deploy/systemd"), folder.resolve("etc/systemd/system"), { recursive: true });
  await mkdir(folder.resolve("usr/lib/systemd"), { recursive: true });
  await cp("/usr/lib/systemd/system", folder.resolve("usr/lib/systemd/system"), {
    recursive: true,
    filter: (path) => /(system|\.target|\.slice)$/.test(path),
    dereference: true,
  });
  for (const program of ["usr/local/bin/eks-auth", "sbin/ip", "bin/kill"]) {
    await chmod(await folder.write(program, ""), 0o755);
  }
  return folder;
}
