import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";

/** Go uses the version that is installed, and never downloads another one that a go.mod asks for. */
const installedGo = { GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: "0" };

/**
 * Checks that Go is installed.
 *
 * @param oldest - the oldest supported version, such as `1.26.0`
 * @returns the output of `go version`
 * @throws {ToolUnavailableError} if Go is missing or older
 */
export async function requireGo(oldest: string): Promise<string> {
  const advice = `Install Go ${oldest} or newer and add it to PATH.`;
  const output = await readOutput("go", ["version"], { env: cleanEnvironment(installedGo) }).catch(
    (cause) => {
      throw new ToolUnavailableError(`Go was not found as \`go\`. ${advice}`, { cause });
    },
  );
  const [, version = "0"] = /go(\d+(\.\d+)*)/.exec(output) ?? [];
  if (version.localeCompare(oldest, "en", { numeric: true }) < 0) {
    throw new ToolUnavailableError(`Go ${version} is too old. ${advice}`);
  }
  return output;
}

/** A program to build. */
export interface GoBuild {
  /** The folder of the module. */
  readonly module: string;
  /** The package in the module, such as `./NAME`; the module's root by default. */
  readonly package?: string;
  /** The path of the program. */
  readonly output: string;
  readonly flags?: readonly string[];
  /** Variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds a program from a Go module with low priority, because it can take minutes. */
export async function buildGo({
  module,
  package: path = ".",
  output,
  flags = [],
  env = {},
}: GoBuild): Promise<void> {
  try {
    await readOutput("nice", ["-n", "10", "go", "build", "-o", output, ...flags, path], {
      cwd: module,
      env: cleanEnvironment({ ...installedGo, ...env }),
      timeout: 3_600_000,
    });
  } catch (cause) {
    const fix = "Check Go's settings and the connection to its module proxy.";
    throw new Error(`Building ${module} failed. ${fix}`, { cause });
  }
}
