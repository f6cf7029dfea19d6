import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** System programs are not on every user's path. */
const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** The absolute path of a program, or undefined if it is not installed. */
export function findTool(program: string): string | undefined {
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** Whether this process can run a file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
