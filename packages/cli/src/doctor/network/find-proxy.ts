import { BlockList, isIP } from "node:net";
import type { Environment } from "../../sdk-environment/agent-variables.ts";
import { isLoopback } from "./address.ts";

/**
 * Finds the variable that has programs ask a proxy instead of a server.
 *
 * @param server - the agent, or the API
 * @returns its name, or `undefined` where there is none or the server is excepted
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html which asks for the exception
 */
export function findProxy(server: URL, environment: Environment): string | undefined {
  const scheme = server.protocol.slice(0, -1);
  const name = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find((each) => environment[each]);
  if (name === undefined || isLoopback(server)) {
    return undefined;
  }
  const exceptions = (environment.no_proxy || environment.NO_PROXY || "").split(/[\s,]+/);
  const host = server.hostname.replace(/^\[(.*)\]$/, "$1");
  return exceptions.some((exception) => covers(exception, host)) ? undefined : name;
}

function covers(exception: string, host: string): boolean {
  const [address = "", prefix] = exception.replace(/^\[(.*)\]$/, "$1").split("/");
  if (prefix !== undefined && isIP(address) !== 0 && isIP(address) === isIP(host)) {
    const type = isIP(host) === 4 ? "ipv4" : "ipv6";
    const network = new BlockList();
    network.addSubnet(address, Number(prefix), type);
    return network.check(host, type);
  }
  const suffix = address.replace(/^\*?\./, "");
  return address === "*" || (suffix !== "" && (host === suffix || host.endsWith(`.${suffix}`)));
}
