import type { Environment } from "../../../environment.ts";
import { findDefaultProfile } from "./find-default-profile.ts";

/**
 * Finds what AWS SDKs take credentials from before they ask an agent.
 *
 * @param home - the directory that `.aws` is in
 * @returns each by its name
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function findRivals(environment: Environment, home: string): Promise<string[]> {
  const rivals = variables.filter((name) => environment[name]);
  if (environment.AWS_WEB_IDENTITY_TOKEN_FILE && environment.AWS_ROLE_ARN) {
    rivals.push("AWS_WEB_IDENTITY_TOKEN_FILE");
  }
  const profile = environment.AWS_PROFILE ? undefined : await findDefaultProfile(environment, home);
  return profile === undefined ? rivals : [...rivals, `the default profile in ${profile}`];
}

const variables = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  // With both addresses, SDKs take the one of ECS.
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
];
