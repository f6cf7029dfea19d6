import { CommandError } from "@eks-auth/codegen/terminal";
import { NotAvailable } from "../consumers/cell.ts";
import { installTool, type Tool } from "./install-tool.ts";

/**
 * Installs a tool as {@link installTool} does, and tells apart that the registry or the platform doesn't have it.
 *
 * @returns the absolute path of its package
 * @throws NotAvailable where it is not to be had
 * @throws CommandError where it can't be installed for another reason
 */
export async function tryInstall(tool: Tool): Promise<string> {
  try {
    return await installTool(tool);
  } catch (error) {
    const reason =
      error instanceof CommandError
        ? /npm error (?:code )?(ETARGET|E404|EBADPLATFORM)/.exec(error.message)
        : null;
    if (reason === null) {
      throw error;
    }
    const why =
      reason[1] === "EBADPLATFORM" ? "does not run on this platform" : "is not in this machine's registry";
    throw new NotAvailable(`${tool.name}@${tool.version} ${why} (${reason[1]}).`);
  }
}
