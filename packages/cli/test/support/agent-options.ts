import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { beforeEach, vi } from "vitest";
import { runInProcess } from "./run-in-process.ts";

/** Hides the machine's AWS region and proxy in each test of a file. */
export function hideRegionAndProxy(): void {
  beforeEach(() => {
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
  });
  clearProxies();
}

/** Runs an agent whose options can't be used. */
export function runAgent(...args: string[]): Promise<Omit<ProgramResult, "signal">> {
  return runInProcess("agent", "--cluster", "edge", "--no-probes", "--no-metrics", ...args);
}
