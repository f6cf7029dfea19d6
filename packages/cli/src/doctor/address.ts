import { BlockList, isIP } from "node:net";
import { isLoopbackHost, isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import type { Environment } from "../sdk-environment/agent-variables.ts";

/** Addresses outside loopback that AWS SDKs send a token to over plain http: those of EKS Pod Identity and ECS. */
const linkLocalHosts: ReadonlySet<string> = new Set(["169.254.170.23", "[fd00:ec2::23]", "169.254.170.2"]);

/** The URLs that AWS SDKs send a token to, as a clause. */
export const sdkUrlRule: string =
  "AWS SDKs accept plain http only for 127.0.0.1, localhost, [::1], 169.254.170.23, [fd00:ec2::23] and 169.254.170.2, and https for any host";

/**
 * Whether AWS SDKs send a pod's token to a URL.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function isAllowedBySdks(url: URL): boolean {
  return isTrustedUrl(url) || (url.protocol === "http:" && linkLocalHosts.has(url.hostname));
}

/** Formats a URL without user name, password and query, which can be secret. */
export function formatUrl({ origin, pathname }: URL): string {
  return pathname === "/" ? origin : `${origin}${pathname}`;
}

/**
 * Finds the environment variable that makes programs use a proxy for a server.
 *
 * @param server - the agent or the API
 * @returns its name, or undefined if they connect directly
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html which asks to exclude the agent
 */
export function findProxy(server: URL, environment: Environment): string | undefined {
  const scheme = server.protocol.slice(0, -1);
  const name = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find((each) => environment[each]);
  if (name === undefined || isLoopbackHost(server.hostname)) {
    return undefined;
  }
  const entries = (environment.no_proxy || environment.NO_PROXY || "").split(/[\s,]+/);
  const host = server.hostname.replace(/^\[(.*)\]$/, "$1");
  return entries.some((entry) => matchesNoProxy(entry, host)) ? undefined : name;
}

/** @param entry - of NO_PROXY: an address, a CIDR range, a name, a suffix or `*` */
function matchesNoProxy(entry: string, host: string): boolean {
  const [address = "", prefix] = entry.replace(/^\[(.*)\]$/, "$1").split("/");
  if (prefix !== undefined && isIP(address) !== 0 && isIP(address) === isIP(host)) {
    const type = isIP(host) === 4 ? "ipv4" : "ipv6";
    const range = new BlockList();
    range.addSubnet(address, Number(prefix), type);
    return range.check(host, type);
  }
  const suffix = address.replace(/^\*?\./, "");
  return address === "*" || (suffix !== "" && (host === suffix || host.endsWith(`.${suffix}`)));
}
