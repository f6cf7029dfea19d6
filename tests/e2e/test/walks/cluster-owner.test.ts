import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { walkResults } from "@eks-auth/test-kit/walk";
import { expect, it } from "vitest";

// The node is that of tests/kubernetes, which uses this workspace. Its test of the guide follows the walk.
it("an owner of a cluster installs the chart, and a pod gets credentials", async ({ skip }) => {
  const args = ["run", "test:kubernetes-node", "--workspace", "@eks-auth/kubernetes-tests", "--", "guide"];
  const { exitCode, stdout, stderr } = await runProgram("npm", args, {
    cwd: root,
    timeout: 1_800_000,
  });
  expect({ exitCode }, `${stdout}${stderr}`).toEqual({ exitCode: 0 });
  if (!existsSync(join(walkResults, "cluster-owner.json"))) {
    skip(/docs\/kubernetes\.md on a real node: (.*)/.exec(stdout)?.[1] ?? "no node can run here");
  }
});
