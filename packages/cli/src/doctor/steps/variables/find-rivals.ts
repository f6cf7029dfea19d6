import type { Environment } from "../../../sdk-environment/agent-variables.ts";
import { takesPrecedence } from "../../../sdk-environment/competing-variables.ts";
import { findDefaultProfile } from "./find-default-profile.ts";

/** Leads nowhere without a role. */
const webIdentity = "AWS_WEB_IDENTITY_TOKEN_FILE";

/**
 * Finds what AWS SDKs take credentials from before they ask an agent.
 *
 * @param home - the directory that `.aws` is in
 * @returns each by its name
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function findRivals(environment: Environment, home: string): Promise<string[]> {
  const rivals = Object.keys(environment).filter(
    (name) =>
      environment[name] &&
      takesPrecedence(name) &&
      (name !== webIdentity || Boolean(environment.AWS_ROLE_ARN)),
  );
  const profile = environment.AWS_PROFILE ? undefined : await findDefaultProfile(environment, home);
  return profile === undefined ? rivals : [...rivals, `the default profile in ${profile}`];
}
