import { runProgram } from "@eks-auth/test-kit/run-program";
import { callerEnvironment, type SigningCaller } from "../../tools/caller-environment.ts";

/** Where a client calls, with which token and which credentials. */
export interface SigningCall extends SigningCaller {
  /** The URL of the service. */
  readonly endpoint: string;
  readonly cluster: string;
  readonly token: string;
}

/** An AWS SDK, or another library that signs requests. */
export interface SigningClient {
  /** With its version, if it has one. */
  readonly name: string;
  /** Calls AssumeRoleForPodIdentity once: the ID of the access key in the response, or the error's code. */
  call(call: SigningCall): Promise<string>;
}

/** Runs a program that is a client. */
export async function runClient(
  command: string,
  args: readonly string[],
  { endpoint, cluster, token, ...caller }: SigningCall,
): Promise<string> {
  const env = {
    ...callerEnvironment(caller),
    AWS_ENDPOINT_URL_EKS_AUTH: endpoint,
    CLUSTER: cluster,
    TOKEN: token,
  };
  const { exitCode, stdout, stderr } = await runProgram(command, args, { env });
  if (exitCode !== 0) {
    throw new Error(`${command} failed: ${stderr}`);
  }
  return stdout.trim();
}
