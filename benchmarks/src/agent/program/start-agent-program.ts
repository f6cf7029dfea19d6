import { ProgramProcess } from "../../measure/program-process.ts";
import { traceAgent } from "./trace.ts";
import type { Variant } from "./variants.ts";

/**
 * Starts an agent as a program, and waits until it listens.
 *
 * @param endpoint - the URL of the upstream
 * @param isSigned - whether it signs its requests, with credentials from the environment
 * @throws CommandError where it ends instead
 */
export function startAgentProgram(
  { title, listArgs }: Variant,
  endpoint: string,
  isSigned: boolean,
): Promise<ProgramProcess> {
  return ProgramProcess.start({
    name: title,
    args: [...traceAgent(), ...listArgs(endpoint), ...(isSigned ? [] : ["--no-sign-request"])],
    // Nobody checks them here.
    env: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "unused" },
    upPattern: /^listening (\S+)$/m,
  });
}
