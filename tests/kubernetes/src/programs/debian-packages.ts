import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { cachedFolder } from "./cache.ts";
import { reportBuild } from "./report-build.ts";

/** What a node runs containers with, and a static `ip` for images. */
const packages = [
  "busybox-static",
  "containerd",
  "containernetworking-plugins",
  "libnetfilter-conntrack3",
  "libnftables1",
  "libnftnl11",
  "libseccomp2",
  "nftables",
  "runc",
];

/**
 * Downloads Debian packages and unpacks them, without installing them, unless the cache has them.
 *
 * @returns the folder with their files: `usr/bin/containerd`
 * @throws {ToolUnavailableError} if this machine has no apt-get and dpkg
 */
export async function fetchDebianPackages(): Promise<string> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return cachedFolder("debian-packages", [release, ...packages], async (target) => {
    const checks = [readOutput("apt-get", ["--version"]), readOutput("dpkg", ["--version"])];
    await Promise.all(checks).catch((cause) => {
      throw new ToolUnavailableError("apt-get or dpkg was not found. A node needs Debian or Ubuntu.", {
        cause,
      });
    });
    await reportBuild("containerd and others from Debian packages", () => unpack(target));
  });
}

async function unpack(target: string): Promise<void> {
  const work = join(target, "work");
  await mkdir(work);
  const download = () => readOutput("apt-get", ["--quiet", "download", ...packages], { cwd: work });
  await download().catch(async () => {
    // The lists of packages are missing or too old.
    await readOutput("apt-get", ["--quiet", "update"]);
    await download();
  });
  await readOutput(
    "bash",
    ["-c", 'for package in *.deb; do dpkg --extract "$package" "$1"; done', "bash", target],
    {
      cwd: work,
    },
  );
  await rm(work, { recursive: true });
}
