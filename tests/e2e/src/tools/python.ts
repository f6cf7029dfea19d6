import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";

const oldestMinor = 11;
const advice = `Install Python 3.${oldestMinor} or newer with its venv module and add it to PATH as \`python3\`.`;

/**
 * Creates a Python virtual environment and installs packages in it, unless the folder already has them. pip's settings
 * on this machine decide which index it uses.
 *
 * @param folder - an absolute path
 * @param requirements - the path of a requirements file that pins all packages
 * @returns the path of its `python`. Start modules (`-m`): the scripts next to it have the path of a temporary folder.
 * @throws {ToolUnavailableError} if Python is missing or too old
 */
export async function createVirtualEnvironment(folder: string, requirements: string): Promise<string> {
  const version = await findPython();
  await fillFolderOnce(folder, [version, await readFile(requirements, "utf8")], async (target) => {
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--requirement", requirements];
    try {
      await readOutput("python3", ["-m", "venv", target]);
      await readOutput(join(target, "bin", "python"), pip);
    } catch (cause) {
      const fix = "Check pip's settings and the connection to its package index.";
      throw new Error(`Installing the packages of ${requirements} failed. ${fix}`, { cause });
    }
  });
  return join(folder, "bin", "python");
}

/** Returns the version, because an environment works only with the Python that created it. */
async function findPython(): Promise<string> {
  const program = "import ensurepip, sys, venv; print(sys.version_info.minor, sys.version)";
  const output = await readOutput("python3", ["-c", program]).catch((cause) => {
    throw new ToolUnavailableError(`Python with the modules venv and ensurepip was not found. ${advice}`, {
      cause,
    });
  });
  const minor = Number.parseInt(output, 10);
  if (minor < oldestMinor) {
    throw new ToolUnavailableError(`Python 3.${minor} is too old. ${advice}`);
  }
  return output;
}
