import { BlockList, isIP } from "node:net";
import type { Environment } from "../sdk-environment/agent-variables.ts";

/** Where AWS SDKs let an agent be besides this machine: Pod Identity's two addresses, and that of ECS. */
const linkLocalHosts: ReadonlySet<string> = new Set(["169.254.170.23", "[fd00:ec2::23]", "169.254.170.2"]);

/** Which addresses AWS SDKs send a token to, as a part of a sentence. */
export const sdkAddressRule: string =
  "plain http it must be 127.0.0.1, localhost, [::1], 169.254.170.23, [fd00:ec2::23] or 169.254.170.2; else it must be https";

/** Tells whether an address is this machine's alone. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}

/** Tells whether what is sent to an address reaches nobody else: it is https, or http on this machine. */
export function isTrustworthy(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

/**
 * Tells whether AWS SDKs send a pod's token to an address.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function isTakenBySdks(url: URL): boolean {
  return isTrustworthy(url) || (url.protocol === "http:" && linkLocalHosts.has(url.hostname));
}

/** Writes an address without what may be secret in it. */
export function describeAddress({ origin, pathname }: URL): string {
  return pathname === "/" ? origin : `${origin}${pathname}`;
}

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
