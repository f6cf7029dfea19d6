import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How a program ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of Node.js, and waits for its end. */
export async function runNode(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  try {
    const done = await promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: 2 ** 26 });
    return { exitCode: 0, ...done };
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") {
      throw error;
    }
    return { exitCode: code, stdout, stderr };
  }
}
