import { readFileSync } from "node:fs";
import { setInterval } from "node:timers/promises";

/** In milliseconds. */
const interval = 500;

/** The shells that npm starts a command in. */
const shell = /^(a|ba|da|k|z)?sh$/;

/**
 * Waits until npm has ended, if npm started this process: it does not end what it started if it is killed. It never resolves
 * on Windows, where a process keeps the number of a parent that has ended.
 */
export async function waitForParentEnd(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!env.npm_lifecycle_event) {
    return new Promise(() => {});
  }
  const before = describeParents();
  for await (const _tick of setInterval(interval, undefined, { ref: false })) {
    if (describeParents() !== before) {
      return;
    }
  }
}

/** The numbers of the parent, and of its parent if there is a shell between npm and this process. */
function describeParents(): string {
  const { ppid } = process;
  const parent = readProcess(ppid);
  return parent !== undefined && shell.test(parent.name) ? `${ppid} ${parent.parent}` : `${ppid}`;
}

/**
 * @returns undefined on systems other than Linux. Their shells run npm's command in the shell's own process
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function readProcess(pid: number): { readonly name: string; readonly parent: string } | undefined {
  try {
    // The second field is the program's name in parentheses, which can contain anything.
    const [, name = "", parent = ""] =
      /\((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return { name, parent };
  } catch {
    return undefined;
  }
}
