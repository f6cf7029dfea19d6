import { runProgram } from "@eks-auth/test-kit/run-program";

/** Where a client calls, with which token and which credentials. */
export interface SigningCall {
  /** The URL of the service. */
  readonly endpoint: string;
  readonly region: string;
  readonly cluster: string;
  readonly token: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
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
  { endpoint, region, cluster, token, credentials }: SigningCall,
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const env = {
    PATH: process.env.PATH ?? "",
    AWS_ENDPOINT_URL_EKS_AUTH: endpoint,
    AWS_REGION: region,
    // boto3 reads only this one.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    CLUSTER: cluster,
    TOKEN: token,
  };
  const { exitCode, stdout, stderr } = await runProgram(command, args, { env });
  if (exitCode !== 0) {
    throw new Error(`${command} failed: ${stderr}`);
  }
  return stdout.trim();
}
