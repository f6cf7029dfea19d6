/**
 * Ends the process with its exit code, also while a call of the system hangs. `process.exit()` waits for the threads of
 * Node.js's pool, so it would wait for a network mount or a DNS server that does not respond.
 */
export function exitNow(): never {
  if (process.getActiveResourcesInfo().some((resource) => /^(FSReq|GetAddrInfo)/.test(resource))) {
    replaceProcess(Number(process.exitCode ?? 0));
  }
  process.exit();
}

/** Replaces the process, with all of its threads, by one that ends. A signal would not end PID 1 of a container. */
function replaceProcess(exitCode: number): void {
  const { execPath, pid } = process;
  try {
    process.execve?.(execPath, [execPath, "-e", `process.exit(${exitCode})`], {});
  } catch {
    // Windows has no such call.
  }
  process.kill(pid, "SIGKILL");
}
