import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";

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

/** System programs are not on every user's path. */
const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** The absolute path of a program, or undefined if it is not installed. */
export function findTool(program: string): string | undefined {
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
