import { cliProgram } from "../../measure/cli-program.ts";
import { ProgramProcess } from "../../measure/program-process.ts";

/**
 * Starts `eks-auth serve`, built, and waits until it listens.
 *
 * @param execArgv - options of Node.js
 * @throws CommandError where it ends instead
 */
export function startServe(configFile: string, execArgv: readonly string[] = []): Promise<ProgramProcess> {
  return ProgramProcess.start({
    name: "eks-auth serve",
    args: [...execArgv, cliProgram, "serve", "--config", configFile, "--log-level", "error"],
    env: {
      // Our own, which the AWS SDK would look for far and wide; nobody checks them here.
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "unused",
    },
    upPattern: /listening on \S*(http:\/\/[\w.]+:\d+)/,
  });
}
