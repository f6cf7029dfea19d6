import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { SdkProcess } from "./sdk.ts";

/**
 * Makes what runs the AWS CLI for each question: it calls STS, which tells the ID of the access key that it did that with.
 *
 * @param python - of the environment that it is installed in
 * @param environment - all environment variables that it gets
 */
export function startAwsCli(python: string, environment: Readonly<Record<string, string>>): SdkProcess {
  const args = ["-m", "awscli", "sts", "get-caller-identity", "--output", "json"];
  return {
    async get() {
      try {
        const { stdout } = await promisify(execFile)(python, args, { env: environment });
        return { accessKeyId: (JSON.parse(stdout) as { UserId: string }).UserId };
      } catch (error) {
        const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
        return { error: { type: `exit code ${code}`, message: stderr.trim() } };
      }
    },
    async stop() {},
  };
}
