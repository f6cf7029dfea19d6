import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { hasCgroups } from "./cgroups.ts";

const tools = ["ip", "mount", "nsenter", "setpriv", "umount", "unshare"];

/**
 * Checks that a node can run on this machine.
 *
 * @throws {ToolUnavailableError} if it can't, with the reason
 */
export async function requireNodeMachine(): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new ToolUnavailableError("A node needs Linux and root. Run the tests as root.");
  }
  if (!hasCgroups()) {
    throw new ToolUnavailableError(
      "A node needs cgroups of version 1 in /sys/fs/cgroup. Version 2 is not supported yet.",
    );
  }
  for (const tool of tools) {
    await readOutput("bash", ["-c", 'command -v "$1"', "bash", tool]).catch((cause) => {
      throw new ToolUnavailableError(`${tool} was not found. Install util-linux and iproute2.`, { cause });
    });
  }
}
