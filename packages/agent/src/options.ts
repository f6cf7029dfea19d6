import type { AgentHooks } from "./core/events.ts";
import { defaultLimits, type RequestLimits } from "./guard/rate-limiter.ts";
import { isIpv6Address } from "./http/is-ipv6.ts";
import { type ListenAddress, podIdentityAddresses } from "./http/listen-address.ts";
import type { TokenVerifier } from "./token/token-cache.ts";
import type { Upstream } from "./upstream/upstream.ts";

/** The options of an agent. */
export interface AgentOptions {
  /** The pods' cluster, as in requests to the EKS Auth API. */
  readonly clusterName: string;
  /** Where credentials come from, made by `createUpstream`. The agent closes it when it stops. */
  readonly upstream: Upstream;
  /** The addresses for pods; by default 169.254.170.23 and fd00:ec2::23, port 80. */
  readonly listen?: readonly ListenAddress[] | undefined;
  /** Allowed hosts in the `Host` header; by default the addresses that the agent listens on. Loopback addresses include `localhost`. */
  readonly hosts?: readonly string[] | undefined;
  /** Verifies tokens with the cluster's keys, so that a pod's renewed token finds its credentials; by default only the API verifies tokens. */
  readonly verifyToken?: TokenVerifier | undefined;
  /** For how many pods credentials are cached; by default 2,000. */
  readonly maxPods?: number | undefined;
  /** Request limits; by default 100 a second for each client and 1,000 for all. */
  readonly limits?: RequestLimits | undefined;
  /** The address of `/healthz` and `/readyz`; by default none. */
  readonly probes?: ListenAddress | undefined;
  /** The address of `/metrics`, `/healthz` and `/readyz`; by default none. */
  readonly metrics?: ListenAddress | undefined;
  /** What is called to report what the agent does. */
  readonly hooks?: AgentHooks | undefined;
  /** Counts the log lines that could not be written, for `/metrics`; by default there is no such metric. */
  readonly countLostLogLines?: (() => number) | undefined;
}

/** Options that are checked and have their defaults. */
interface ResolvedOptions extends AgentOptions {
  readonly listen: readonly ListenAddress[];
  readonly hosts: readonly string[];
  readonly maxPods: number;
  readonly limits: RequestLimits;
  readonly hooks: AgentHooks;
}

/** A higher limit would be none, and could not be counted exactly. */
const maxLimit = Number.MAX_SAFE_INTEGER;

/**
 * Checks options and adds their defaults.
 *
 * @throws RangeError if an option is unusable; the message names the option, its value and the allowed values
 */
export function resolveOptions(options: AgentOptions): ResolvedOptions {
  const {
    listen = podIdentityAddresses,
    hosts,
    maxPods = 2_000,
    limits = defaultLimits,
    hooks = {},
  } = options;
  if (options.clusterName === "") {
    reject("clusterName", "is empty. It must be the cluster's name, as in requests to the EKS Auth API");
  }
  if (!(Number.isInteger(maxPods) && maxPods >= 1)) {
    reject("maxPods", `is ${maxPods}. It must be an integer of at least 1`);
  }
  checkLimits(limits);
  checkListen(listen, hosts);
  return { ...options, listen, hosts: hosts ?? listen.map(({ host }) => host), maxPods, limits, hooks };
}

function checkLimits(limits: RequestLimits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (!(limit.perSecond > 0 && limit.perSecond <= maxLimit)) {
      reject(`limits.${name}.perSecond`, `is ${limit.perSecond}. It must be above 0 and at most ${maxLimit}`);
    }
    if (!(limit.burst >= 1 && limit.burst <= maxLimit)) {
      reject(`limits.${name}.burst`, `is ${limit.burst}. It must be from 1 to ${maxLimit}`);
    }
  }
}

function checkListen(listen: readonly ListenAddress[], hosts: AgentOptions["hosts"]): void {
  if (listen.length === 0) {
    reject(
      "listen",
      "is empty. Give at least one address, or leave it out for those of the EKS Pod Identity Agent",
    );
  }
  const zoned = listen.find(({ host }) => host.includes("%"));
  if (zoned !== undefined) {
    reject("listen", `contains ${zoned.host}. URLs cannot contain an address with a zone`);
  }
  const wildcard = listen.find(({ host }) => isWildcard(host));
  if (wildcard !== undefined && hosts === undefined) {
    reject(
      "listen",
      `contains ${wildcard.host}, which is in no Host header. Set hosts to the names that pods use`,
    );
  }
}

function isWildcard(host: string): boolean {
  return host === "0.0.0.0" || (isIpv6Address(host) && new URL(`http://[${host}]`).hostname === "[::]");
}

function reject(option: string, problem: string): never {
  throw new RangeError(`The agent's option ${option} ${problem}.`);
}
