import type { Environment } from "../../../sdk-environment/agent-variables.ts";
import { findProxy } from "../../network/find-proxy.ts";
import { findRivals } from "./find-rivals.ts";
import type { Trouble } from "./trouble.ts";

/**
 * Finds what leads AWS SDKs away from an agent that they could ask.
 *
 * @param agentUrl - where credentials are asked for, if anywhere
 * @param home - the directory that `.aws` is in
 */
export async function findWarnings(
  agentUrl: URL | undefined,
  environment: Environment,
  home: string,
): Promise<Trouble[]> {
  const warnings: Trouble[] = [];
  const rivals = await findRivals(environment, home);
  if (rivals.length > 0) {
    warnings.push({
      found: `SDKs take credentials from ${rivals.join(" and ")} before they ask the agent.`,
      remedy: "Keep that from the program that should have the pod's credentials.",
    });
  }
  const proxy = agentUrl && findProxy(agentUrl, environment);
  if (proxy !== undefined) {
    warnings.push({
      found: `${proxy} has some SDKs ask a proxy instead of the agent.`,
      remedy: `Add ${agentUrl?.hostname} to NO_PROXY and no_proxy.`,
    });
  }
  return warnings;
}
