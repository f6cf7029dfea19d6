import { readFileSync } from "node:fs";

/**
 * Tells whether a terminal sends us, and so our children, what its keys mean: Ctrl-C for one.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function hasTerminal(): boolean {
  const stat = readOwnStat();
  if (stat === undefined) {
    return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  }
  // The second field is the program's name in parentheses, and may hold anything.
  const [, , group, , , foregroundGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return group === foregroundGroup;
}

/** Other systems than Linux have no such file. */
function readOwnStat(): string | undefined {
  try {
    return readFileSync("/proc/self/stat", "utf8");
  } catch {
    return undefined;
  }
}
