/**
 * Variables of the sources that an AWS SDK, or the AWS CLI, tries before a container's agent.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
const precedingVariables = [
  "AWS_ACCESS_KEY_ID",
  // Other names of the key, in the SDKs for Go and Ruby.
  "AWS_ACCESS_KEY",
  "AMAZON_ACCESS_KEY_ID",
  "AWS_PROFILE",
  // Of the AWS CLI.
  "AWS_DEFAULT_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  // If both addresses are set, SDKs take the one of ECS.
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  // Of botocore, from before there were profiles.
  "AWS_CREDENTIAL_FILE",
  // SDKs send a service's bearer token instead of a signature.
  "AWS_BEARER_TOKEN_BEDROCK",
];

/** Variables that accompany those, and that mean nothing without them or change the request to the agent. */
const accompanyingVariables = [
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AMAZON_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AMAZON_SESSION_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_CREDENTIAL_SCOPE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
];

/** The names of all variables that must be unset to use an agent's credentials. */
export const competingVariables: readonly string[] = [...precedingVariables, ...accompanyingVariables];

/** Any other service can have a bearer token, too. */
const bearerToken = /^AWS_BEARER_TOKEN_/;

/** Whether a variable must be unset to use an agent's credentials. */
export function isCompeting(name: string): boolean {
  return competingVariables.includes(name) || bearerToken.test(name);
}

/** Whether a variable, by itself, makes SDKs take credentials from another source than an agent. */
export function takesPrecedence(name: string): boolean {
  return precedingVariables.includes(name) || bearerToken.test(name);
}
