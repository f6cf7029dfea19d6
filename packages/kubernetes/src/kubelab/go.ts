import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ToolUnavailable } from "../unavailable.ts";

const run = promisify(execFile);

/** Where Go works. */
export interface GoFolders {
  /** The module. */
  readonly folder: string;
  /** Where Go keeps what it downloads and compiles. */
  readonly goFolder: string;
}

/**
 * Checks that Go is there.
 *
 * @param oldest - the oldest version that will do, `1.26.0`
 * @throws ToolUnavailable where it isn't, or is too old
 */
export async function requireGo(oldest: string): Promise<void> {
  const advice = `Install Go ${oldest} or newer, and put it on PATH.`;
  let output: string;
  try {
    ({ stdout: output } = await run("go", ["version"], { env: { ...process.env, GOTOOLCHAIN: "local" } }));
  } catch {
    throw new ToolUnavailable(`Go was not found. ${advice}`);
  }
  const [, version = "0"] = /go(\d+(\.\d+)*)/.exec(output) ?? [];
  if (version.localeCompare(oldest, "en", { numeric: true }) < 0) {
    throw new ToolUnavailable(`Go is too old: ${version}. ${advice}`);
  }
}

/** Runs Go with everything that it keeps in a folder of ours, and lets others have the processor first. */
export async function runGo(args: readonly string[], { folder, goFolder }: GoFolders): Promise<void> {
  const env = {
    ...process.env,
    GOPATH: goFolder,
    GOMODCACHE: join(goFolder, "mod"),
    GOCACHE: join(goFolder, "build"),
    // Without -modcacherw what it downloads could not be removed.
    GOFLAGS: "-mod=readonly -buildvcs=false -modcacherw",
    GOTOOLCHAIN: "local",
    CGO_ENABLED: "0",
  };
  await run("nice", ["-n", "10", "go", ...args], { cwd: folder, env, maxBuffer: 2 ** 26 });
}
