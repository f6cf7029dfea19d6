import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment, type ProgramResult } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

const folder = useTempFolder();

describe("options", () => {
  test.each([
    [["--address", "169.254.170.999"], /It must be an IP address/],
    [["--address", "169.254.170.23/33"], /It must be an IP address/],
    [["--address", "fe80::1%lo"], /It must be an IP address/],
    [["--address", ""], /It must be an IP address/],
    [["--device", "../lo"], /A device's name/],
    [["--device", ".."], /A device's name/],
    [["--device", ""], /A device's name/],
  ])("%j is refused", async (args, message) => {
    expect(await runInProcess("link-local", "add", ...args)).toMatchObject(failure(2, message));
  });

  test("name a device that must exist", async () => {
    expect(await runInProcess("link-local", "remove", "--device", "none0")).toMatchObject(
      failure(1, "There is no network device none0. Check --device"),
    );
  });
});

const canUnshare =
  process.env.CI !== undefined ||
  spawnSync("unshare", ["--map-root-user", "--net", "ip", "link"]).status === 0;
const busybox = [...(process.env.PATH ?? "").split(delimiter), "/bin"]
  .map((directory) => join(directory, "busybox"))
  .find((path) => existsSync(path));

describe.runIf(canUnshare)("in a network namespace", () => {
  const both = ["169.254.170.23/32", "fd00:ec2::23/128"];
  const command = `"${process.execPath}" "${eksAuthProgram}" link-local`;

  /** Runs a script on a machine without other addresses, as root of its namespaces. */
  function run(script: string, path = process.env.PATH): Promise<ProgramResult> {
    const args = ["--map-root-user", "--net", "/bin/sh", "-c", `PATH='${path}'; ${script}`];
    return new StartedProgram("unshare", args, { env: cleanEnvironment() }).finish();
  }

  async function busyboxPath(): Promise<string> {
    await mkdir(folder.resolve("bin"));
    await symlink(busybox ?? "", folder.resolve("bin/ip"));
    return [folder.resolve("bin"), process.env.PATH].join(delimiter);
  }

  const programs: [string, () => Promise<string | undefined>][] = [
    ["iproute2", async () => process.env.PATH],
    ...(busybox === undefined ? [] : [["BusyBox", busyboxPath] as [string, () => Promise<string>]]),
  ];

  test.each(programs)("%s adds the addresses once, and removes them", async (_name, findPath) => {
    const path = await findPath();
    const { stdout, stderr } = await run(
      `${command} add && ${command} add && ip -o addr show dev lo && ${command} remove && ${command} remove && ip -o addr show dev lo`,
      path,
    );
    expect(stderr).toBe("");
    const lines = stdout.trim().split("\n");
    expect(lines.filter((line) => !line.includes("inet"))).toEqual([
      ...both.map((address) => `${address} was added to lo`),
      ...both.map((address) => `${address} is on lo already`),
      ...both.map((address) => `${address} was removed from lo`),
      ...both.map((address) => `${address} is not on lo`),
    ]);
    const listed = lines.filter((line) => line.includes("inet"));
    expect(both.every((address) => listed.some((line) => line.includes(` ${address} `)))).toBe(true);
    expect(listed).toHaveLength(2);
  });

  test.each(programs)("%s skips the IPv6 address if IPv6 is disabled", async (_name, findPath) => {
    const { stdout, exitCode } = await run(
      `echo 1 > /proc/sys/net/ipv6/conf/lo/disable_ipv6 && ${command} add`,
      await findPath(),
    );
    expect([exitCode, stdout]).toEqual([
      0,
      "169.254.170.23/32 was added to lo\nfd00:ec2::23/128 was skipped: IPv6 is disabled on lo\n",
    ]);
  });

  test("adds other addresses in any notation", async () => {
    const { stdout } = await run(
      `${command} add --address fd00:EC2:0::0042 --address 169.254.170.2/31 && ${command} add --address fd00:ec2::42`,
    );
    expect(stdout).toBe(
      "fd00:ec2::42/128 was added to lo\n169.254.170.2/31 was added to lo\nfd00:ec2::42/128 is on lo already\n",
    );
  });

  test("two commands at once are no problem", async () => {
    const { exitCode, stderr } = await run(`${command} add & ${command} add; code=$?; wait $! && exit $code`);
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  test.each(programs)("%s without CAP_NET_ADMIN fails with the fix", async (_name, findPath) => {
    const { exitCode, stderr } = await run(
      `setpriv --bounding-set=-net_admin --inh-caps=-net_admin ${command} add`,
      await findPath(),
    );
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^error: The addresses of lo can't be changed without CAP_NET_ADMIN\. .*NET_ADMIN/,
      ),
    ]);
  });

  test("fails with the fix if there is no program ip, or it fails", async () => {
    await mkdir(folder.resolve("empty"));
    expect(await run(`${command} add`, folder.resolve("empty"))).toMatchObject(
      failure(1, /^error: There is no program `ip` on PATH\. /),
    );
    await chmod(await folder.write("empty/ip", "#!/bin/sh\necho 'ip: broken' >&2\nexit 7\n"), 0o755);
    expect(await run(`${command} add`, folder.resolve("empty"))).toMatchObject(
      failure(1, "error: `ip -o addr show dev lo` failed: ip: broken\n"),
    );
  });
});
