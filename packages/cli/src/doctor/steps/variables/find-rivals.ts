import type { Environment } from "../../../environment.ts";
import { leadsAway } from "../../../sdk-environment/rival-variables.ts";
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
      environment[name] && leadsAway(name) && (name !== webIdentity || Boolean(environment.AWS_ROLE_ARN)),
  );
  const profile = environment.AWS_PROFILE ? undefined : await findDefaultProfile(environment, home);
  return profile === undefined ? rivals : [...rivals, `the default profile in ${profile}`];
}
