import { devNull } from "node:os";

/** What a program needs to get a pod's credentials. */
export interface CredentialSource {
  /** Where the agent answers, `http://127.0.0.1:41234/v1/credentials`. */
  readonly credentialsUrl: string;
  /** The absolute path of the file with the pod's token. */
  readonly tokenFile: string;
  /** The AWS region, where one is known. */
  readonly region: string | undefined;
  /** An STS other than AWS's, for credentials that AWS doesn't know. */
  readonly stsUrl?: string | undefined;
}

/**
 * Files that SDKs take credentials from. Without these variables they take the ones in the home directory.
 * AWS_CREDENTIAL_PROFILES_FILE is of the SDK for Java 1, BOTO_CONFIG of botocore.
 */
const files = [
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
  "AWS_CREDENTIAL_PROFILES_FILE",
  "BOTO_CONFIG",
];

/** Makes the variables with which AWS SDKs ask an agent, and neither files nor the node's own role. */
export function makeAgentVariables({
  credentialsUrl,
  tokenFile,
  region,
  stsUrl,
}: CredentialSource): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(files.map((name) => [name, devNull])),
    AWS_EC2_METADATA_DISABLED: "true",
    // Some SDKs read the one variable, some the other.
    ...(region !== undefined && { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsUrl,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    ...(stsUrl !== undefined && { AWS_ENDPOINT_URL_STS: stsUrl }),
  };
}
