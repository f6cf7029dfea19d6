import { devNull } from "node:os";
import type { Environment } from "../../environment.ts";
import { bypassProxy } from "./bypass-proxy.ts";

/** What a command needs to get a pod's credentials. */
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
 * What an AWS SDK takes credentials from before it asks a container's agent, or instead of the token file.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
const winners: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_CREDENTIAL_SCOPE",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  // Other names of the keys: the SDKs for Go and Ruby, and botocore for the session token.
  "AWS_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AWS_SECURITY_TOKEN",
  "AMAZON_ACCESS_KEY_ID",
  "AMAZON_SECRET_ACCESS_KEY",
  "AMAZON_SESSION_TOKEN",
  // botocore's, of the time before profiles.
  "AWS_CREDENTIAL_FILE",
]);

/** A service's bearer token is taken instead of a signature: AWS_BEARER_TOKEN_BEDROCK. */
const bearerToken = /^AWS_BEARER_TOKEN_/;

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

/**
 * Makes the environment of a command, in which every AWS SDK takes its credentials from the agent and from nowhere
 * else: where the agent refuses, the command must not go on with the user's own, or the node's.
 *
 * @param user - our own environment
 */
export function makeChildEnvironment(user: Environment, source: CredentialSource): Environment {
  const { credentialsUrl, tokenFile, stsUrl } = source;
  const kept = Object.entries(user).filter(([name]) => !winners.has(name) && !bearerToken.test(name));
  // Some SDKs read the one variable, some the other.
  const region = user.AWS_REGION || user.AWS_DEFAULT_REGION || source.region;
  const ownSts = user.AWS_ENDPOINT_URL_STS !== undefined || user.AWS_ENDPOINT_URL !== undefined;
  return {
    ...Object.fromEntries(kept),
    ...bypassProxy(user, new URL(credentialsUrl).hostname),
    ...Object.fromEntries(files.map((name) => [name, devNull])),
    ...(region && { AWS_REGION: region, AWS_DEFAULT_REGION: user.AWS_DEFAULT_REGION || region }),
    ...(stsUrl !== undefined && !ownSts && { AWS_ENDPOINT_URL_STS: stsUrl }),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsUrl,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
