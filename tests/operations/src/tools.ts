import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { findTool } from "@eks-auth/test-kit/find-tool";

/**
 * Checks that programs are installed. `install-tools` installs them on Debian.
 *
 * @throws ToolUnavailableError if one is missing
 */
export function requireTools(...programs: readonly string[]): void {
  const missing = programs.filter((program) => findTool(program) === undefined);
  if (missing.length > 0) {
    throw new ToolUnavailableError(`${missing.join(", ")} not found. Run tests/operations/install-tools.`);
  }
}
