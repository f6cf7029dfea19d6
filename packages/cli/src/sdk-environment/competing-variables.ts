/**
 * What an AWS SDK, or the AWS CLI, takes credentials from before it asks a container's agent.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
const leaders = [
  "AWS_ACCESS_KEY_ID",
  // Other names of the key: the SDKs for Go and Ruby.
  "AWS_ACCESS_KEY",
  "AMAZON_ACCESS_KEY_ID",
  "AWS_PROFILE",
  // The AWS CLI's.
  "AWS_DEFAULT_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  // With both addresses, SDKs take the one of ECS.
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  // botocore's, of the time before profiles.
  "AWS_CREDENTIAL_FILE",
  // A service's bearer token is taken instead of a signature.
  "AWS_BEARER_TOKEN_BEDROCK",
];

/** What goes with them, and means nothing alone or changes what the agent is asked with. */
const companions = [
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

/** The names of all variables that may not be set where an agent's credentials are to be used. */
export const competingVariables: readonly string[] = [...leaders, ...companions];

/** Services without a name above may have a bearer token, too. */
const bearerToken = /^AWS_BEARER_TOKEN_/;

/** Tells whether a variable may not be set where an agent's credentials are to be used. */
export function isCompeting(name: string): boolean {
  return competingVariables.includes(name) || bearerToken.test(name);
}

/** Tells whether a variable, by itself, has SDKs take credentials from elsewhere than an agent. */
export function takesPrecedence(name: string): boolean {
  return leaders.includes(name) || bearerToken.test(name);
}
