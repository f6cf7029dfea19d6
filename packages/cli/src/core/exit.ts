import { setTimeout } from "node:timers/promises";

/** How long a call of the system can take until it counts as hanging, in milliseconds. */
const hangMs = 500;

/**
 * Ends the process with its exit code, also while a call of the system hangs. `process.exit()` waits for the threads of
 * Node.js's pool, so it would wait for a network mount or a DNS server that does not respond.
 */
export async function exit(): Promise<never> {
  // Without `performance`, whose modules take time to load.
  const deadline = process.uptime() + hangMs / 1000;
  while (hasPendingCall()) {
    if (process.uptime() > deadline) {
      replaceProcess(Number(process.exitCode ?? 0));
    }
    await setTimeout(10);
  }
  process.exit();
}

function hasPendingCall(): boolean {
  return process.getActiveResourcesInfo().some((resource) => /^(FSReq|GetAddrInfo)/.test(resource));
}

/**
 * Replaces the process, with all of its threads, by one that ends. A signal would not end PID 1 of a container. Node.js
 * before 22.15 has no such call.
 */
function replaceProcess(exitCode: number): void {
  const { execPath, pid } = process;
  try {
    process.execve?.(execPath, [execPath, "-e", `process.exit(${exitCode})`], {});
  } catch {
    // Windows has no such call.
  }
  process.kill(pid, "SIGKILL");
}
