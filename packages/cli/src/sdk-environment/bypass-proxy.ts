import type { Environment } from "../environment.ts";

/**
 * Has programs reach a host directly, where the environment sends them to a proxy.
 *
 * @returns the variables to change
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html which asks the same for its agent
 */
export function bypassProxy(user: Environment, host: string): Environment {
  if (!proxies.some((name) => user[name] || user[name.toLowerCase()])) {
    return {};
  }
  // Programs differ in which of the two wins, so both say the same.
  const hosts = [user.no_proxy, user.NO_PROXY, host].filter((value) => value);
  // For all hosts, where it stands alone.
  const value = hosts.includes("*") ? "*" : [...new Set(hosts)].join(",");
  return { no_proxy: value, NO_PROXY: value };
}

const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * Writes lines for a shell that do the same, whatever its environment.
 *
 * @param host - needs no quotes
 */
export function writeProxyBypass(host: string): readonly string[] {
  return [
    `export NO_PROXY="\${no_proxy:+$no_proxy,}\${NO_PROXY:+$NO_PROXY,}${host}"`,
    'export no_proxy="$NO_PROXY"',
  ];
}
