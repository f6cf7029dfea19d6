import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { CommandError } from "@eks-auth/codegen/terminal";
import { PythonUnavailable } from "./unavailable.ts";

const run = promisify(execFile);
const maxBuffer = 2 ** 26;
const oldestMinor = 11;
const advice = `Install Python 3.${oldestMinor} or newer with its venv module, and put it on PATH as \`python3\`.`;

/**
 * Makes a Python virtual environment with packages in it, unless it is there already. Where pip gets them from is a
 * matter of this machine's own settings.
 *
 * @param folder - its absolute path
 * @param requirements - the path of a requirements file that pins all of them
 * @returns the path of its `python`. The folder was renamed, so start modules (`-m`), not the scripts beside it.
 * @throws PythonUnavailable where there is no Python, or one that is too old
 * @throws CommandError where the packages can't be installed
 */
export async function makeVirtualEnvironment(folder: string, requirements: string): Promise<string> {
  const version = await findPython();
  await fillFolderOnce(folder, [version, await readFile(requirements, "utf8")], async (target) => {
    const python = join(target, "bin", "python");
    try {
      await run("python3", ["-m", "venv", target], { maxBuffer });
      await run(python, ["-m", "pip", "install", "--quiet", "--no-deps", "--requirement", requirements], {
        maxBuffer,
      });
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new CommandError(
        `The packages of ${requirements} could not be installed:\n\n${(stdout + stderr).trim()}\n\n` +
          "Check pip's settings and the connection to its package index, and run the command again.",
      );
    }
  });
  return join(folder, "bin", "python");
}

/** Gives the version, for an environment belongs to the Python that made it. */
async function findPython(): Promise<string> {
  const program = "import ensurepip, sys, venv; print(sys.version_info.minor, sys.version)";
  let output: string;
  try {
    ({ stdout: output } = await run("python3", ["-c", program]));
  } catch {
    throw new PythonUnavailable(`No Python was found that can make a virtual environment. ${advice}`);
  }
  if (Number.parseInt(output, 10) < oldestMinor) {
    throw new PythonUnavailable(`Python is too old: 3.${Number.parseInt(output, 10)}. ${advice}`);
  }
  return output;
}
