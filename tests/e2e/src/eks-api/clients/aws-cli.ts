import { runProgram } from "@eks-auth/test-kit/run-program";
import {
  type EksAnswer,
  type EksCaller,
  type EksClient,
  type EksOperation,
  eksEnvironment,
  type Members,
} from "../eks-client.ts";

/** Runs the AWS CLI, one process for each call, with the options that a user would write. */
export function startAwsCli(python: string, caller: EksCaller): EksClient {
  const env = eksEnvironment(caller);

  async function call(operation: EksOperation, input: Members): Promise<EksAnswer> {
    const args = ["-m", "awscli", "eks", toKebab(operation), ...Object.entries(input).flatMap(writeOption)];
    const { exitCode, stdout, stderr } = await runProgram(python, [...args, "--output", "json"], { env });
    return exitCode === 0
      ? { output: stdout.trim() === "" ? {} : (JSON.parse(stdout) as Members) }
      : { error: readError(stderr) };
  }

  return {
    call,
    // The CLI fetches all pages by itself. `--page-size` is the size of a page of the API.
    async paginate({ maxResults, ...input }) {
      const answer = await call("ListPodIdentityAssociations", {
        ...input,
        ...(maxResults !== undefined && { pageSize: maxResults }),
      });
      if ("error" in answer) {
        throw new Error(`The AWS CLI failed: ${JSON.stringify(answer)}`);
      }
      return [answer.output];
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Writes `clusterName: "edge"` as `--cluster-name edge`. */
function writeOption([name, value]: [string, unknown]): string[] {
  const option = toKebab(name);
  if (typeof value === "boolean") {
    return [`--${value ? "" : "no-"}${option}`];
  }
  if (Array.isArray(value)) {
    return [`--${option}`, ...value];
  }
  return [`--${option}`, typeof value === "object" ? JSON.stringify(value) : String(value)];
}

function toKebab(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Reads what the CLI prints: `An error occurred (NAME) when calling the OPERATION operation: MESSAGE`. */
function readError(stderr: string): { code: string; message: string } {
  const [, code, message] =
    /An error occurred \((\w+)\) when calling .*? operation.*?: (.*)/s.exec(stderr) ?? [];
  if (code === undefined || message === undefined) {
    throw new Error(`The AWS CLI failed: ${stderr}`);
  }
  return { code, message: message.trim() };
}
