import {
  type CredentialSource,
  createAgentVariables,
  type Environment,
  noProxyVariables,
  withStsEndpoint,
} from "./agent-variables.ts";
import { isCompeting } from "./competing-variables.ts";

/**
 * Creates the environment of a program in which every AWS SDK takes credentials only from the agent: if the agent
 * refuses, the program must not use the credentials of the user or of the node.
 *
 * @param user - this process's environment
 */
export function createChildEnvironment(user: Environment, source: CredentialSource): Environment {
  const { stsUrl, ...agent } = source;
  const inherited = Object.fromEntries(Object.entries(user).filter(([name]) => !isCompeting(name)));
  const region = user.AWS_REGION || user.AWS_DEFAULT_REGION || source.region;
  return {
    ...(stsUrl === undefined ? inherited : withStsEndpoint(inherited, stsUrl)),
    ...noProxyVariables(user, new URL(source.credentialsUrl).hostname),
    ...createAgentVariables({ ...agent, region }),
    ...(user.AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION: user.AWS_DEFAULT_REGION }),
  };
}
