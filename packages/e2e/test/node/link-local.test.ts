import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const execute = promisify(execFile);
const script = fileURLToPath(new URL("link-local.sh", import.meta.url));
const eksAuth = fileURLToPath(new URL("../../../cli/bin/eks-auth.js", import.meta.url));
const isolation = ["--map-root-user", "--net"];

/** Not every machine lets its users make network namespaces. */
const canIsolate = spawnSync("unshare", [...isolation, "ip", "link"]).status === 0;

it.runIf(canIsolate)(
  "the agent answers a pod at the addresses that AWS SDKs know, with no option for that",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "eks-auth-node-"));
    const { stdout } = await execute("unshare", [
      ...isolation,
      "sh",
      script,
      process.execPath,
      eksAuth,
      folder,
    ]);
    await rm(folder, { recursive: true });
    expect(stdout.split("\n")).toEqual([
      "http://169.254.170.23/v1/credentials 200 from 10.0.0.2",
      "http://[fd00:ec2::23]/v1/credentials 200 from fd00::2",
      "ok",
      "pod_identity_cached_pods 1",
      "",
    ]);
  },
);
