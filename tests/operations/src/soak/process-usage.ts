import { readdir, readFile } from "node:fs/promises";

/** What a process uses at a moment. */
export interface Usage {
  /** Resident memory, in MB. */
  readonly memoryMb: number;
  /** Open file descriptors. */
  readonly descriptors: number;
}

/** Reads what a process uses, on Linux. */
export async function readUsage(pid: number): Promise<Usage> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  return { memoryMb: kilobytes / 1_024, descriptors: (await readdir(`/proc/${pid}/fd`)).length };
}
