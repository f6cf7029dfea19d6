import { isIPv6 } from "node:net";
import type { AgentOptions } from "./agent.ts";
import type { RequestLimits } from "./guard/rate-limiter.ts";
import type { ListenAddress } from "./http/listen-address.ts";

/** More would be no limit, and can't be counted exactly. */
const most = Number.MAX_SAFE_INTEGER;

/**
 * Checks what an agent would start with, and then serve nobody.
 *
 * @throws RangeError where an option can't be used: the message names it, says what it is, and what it may be
 */
export function checkOptions({ clusterName, listen, hosts, maxPods, limits }: AgentOptions): void {
  if (clusterName === "") {
    refuse("clusterName", "is empty. It is the cluster's name, as the EKS Auth API calls it");
  }
  if (maxPods !== undefined && !(Number.isInteger(maxPods) && maxPods >= 1)) {
    refuse("maxPods", `is ${maxPods}. It is a whole number from 1`);
  }
  if (limits !== undefined) {
    checkLimits(limits);
  }
  if (listen !== undefined) {
    checkListen(listen, hosts);
  }
}

function checkLimits(limits: RequestLimits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (!(limit.perSecond > 0 && limit.perSecond <= most)) {
      refuse(`limits.${name}.perSecond`, `is ${limit.perSecond}. It is a number above 0, at most ${most}`);
    }
    if (!(limit.burst >= 1 && limit.burst <= most)) {
      refuse(`limits.${name}.burst`, `is ${limit.burst}. It is a number from 1 to ${most}`);
    }
  }
}

function checkListen(listen: readonly ListenAddress[], hosts: AgentOptions["hosts"]): void {
  if (listen.length === 0) {
    refuse(
      "listen",
      "is empty. It has an address at least; left out, it is those of the EKS Pod Identity Agent",
    );
  }
  const zoned = listen.find(({ host }) => host.includes("%"));
  if (zoned !== undefined) {
    refuse("listen", `has ${zoned.host}. A URL can't name an address with a zone`);
  }
  const wildcard = listen.find(({ host }) => isWildcard(host));
  if (wildcard !== undefined && hosts === undefined) {
    refuse(
      "listen",
      `has ${wildcard.host}, which no request calls the agent by. Say in hosts what they call it`,
    );
  }
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || (isIPv6(host) && new URL(`http://[${host}]`).hostname === "[::]");
}

function refuse(option: string, problem: string): never {
  throw new RangeError(`The agent's option ${option} ${problem}.`);
}
