import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, it } from "vitest";

const script = fileURLToPath(new URL("link-local.sh", import.meta.url));
const isolation = ["--map-root-user", "--net"];

/** Not every machine allows its users to create network namespaces. */
const canIsolate = spawnSync("unshare", [...isolation, "ip", "link"]).status === 0;

it.runIf(canIsolate)(
  "the agent answers a pod at the addresses that AWS SDKs use, without an option for it",
  async () => {
    await using folder = await makeTempFolder("eks-auth-node");
    const args = [...isolation, "sh", script, process.execPath, eksAuthProgram, folder.path];
    const output = await readOutput("unshare", args);
    expect(output.split("\n")).toEqual([
      "169.254.170.23/32 was added to lo",
      "fd00:ec2::23/128 was added to lo",
      "http://169.254.170.23/v1/credentials 200 from 10.0.0.2",
      "http://[fd00:ec2::23]/v1/credentials 200 from fd00::2",
      "ok",
      "pod_identity_cached_pods 1",
      "",
    ]);
  },
);
