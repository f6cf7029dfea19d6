import type { Environment } from "../../environment.ts";
import { type CredentialSource, makeAgentVariables } from "../../sdk-environment/agent-variables.ts";
import { bringSts } from "../../sdk-environment/bring-sts.ts";
import { bypassProxy } from "../../sdk-environment/bypass-proxy.ts";
import { isRival } from "../../sdk-environment/rival-variables.ts";

/**
 * Makes the environment of a command, in which every AWS SDK takes its credentials from the agent and from nowhere
 * else: where the agent refuses, the command must not go on with the user's own, or the node's.
 *
 * @param user - our own environment
 */
export function makeChildEnvironment(user: Environment, source: CredentialSource): Environment {
  const { stsUrl, ...agent } = source;
  const kept = Object.fromEntries(Object.entries(user).filter(([name]) => !isRival(name)));
  const region = user.AWS_REGION || user.AWS_DEFAULT_REGION || source.region;
  return {
    ...(stsUrl === undefined ? kept : bringSts(kept, stsUrl)),
    ...bypassProxy(user, new URL(source.credentialsUrl).hostname),
    ...makeAgentVariables({ ...agent, region }),
    ...(user.AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION: user.AWS_DEFAULT_REGION }),
  };
}
