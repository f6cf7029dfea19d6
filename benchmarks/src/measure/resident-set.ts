import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * Reads the resident set of another process: all of its memory, in bytes.
 *
 * @param pid - the process's ID
 */
export async function readResidentSet(pid: number): Promise<number> {
  // Small images of Linux lack `ps`.
  const kibibytes =
    process.platform === "linux"
      ? /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]
      : (await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)])).stdout;
  return Number(kibibytes) * 1024;
}
