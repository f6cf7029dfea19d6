import { LRUCache } from "lru-cache";
import { isIpv6Address } from "../http/is-ipv6.ts";

/** Whether a `Host` header names the agent. */
export type HostCheck = (header: string | undefined) => boolean;

/** Number of headers whose result is cached: more than the agent has addresses, each in several spellings. */
const maxCachedHeaders = 100;

/** The addresses of `localhost`. */
const localhostAddresses = ["127.0.0.1", "[::1]"];

/**
 * Creates a check that allows the configured hosts, with any port. It rejects web pages that reach the agent by DNS
 * rebinding: their requests name another host. If 127.0.0.1 or ::1 is allowed, `localhost` is too: no page can claim that
 * name.
 *
 * @param hosts - names and addresses; IPv6 addresses with or without brackets
 */
export function createHostCheck(hosts: readonly string[]): HostCheck {
  const allowed = new Set(hosts.map(normalizeHost));
  if (localhostAddresses.some((address) => allowed.has(address))) {
    allowed.add("localhost");
  }
  const results = new LRUCache<string, boolean>({ max: maxCachedHeaders });
  return (header) => {
    if (header === undefined) {
      return false;
    }
    let result = results.get(header);
    if (result === undefined) {
      result = allowed.has(normalizeHost(headerPattern.exec(header)?.[1] ?? header));
      results.set(header, result);
    }
    return result;
  };
}

/** `HOST`, `HOST:PORT`, `[IPV6]` or `[IPV6]:PORT`. A host with more colons is an IPv6 address without brackets or port. */
const headerPattern = /^(\[[^[\]]*\]|[^:]*)(?::\d*)?$/;

/**
 * Writes an IPv6 address in its canonical spelling, in brackets and without a zone (`%eth0`). Writes a name in lower case
 * and without the dot that ends a full DNS name.
 *
 * @param host - an IPv6 address with or without brackets, or a name
 */
function normalizeHost(host: string): string {
  const address = host.replace(/^\[([^[\]]*)\]$/, "$1");
  return isIpv6Address(address)
    ? new URL(`http://[${address.replace(/%.*/, "")}]`).hostname
    : host.toLowerCase().replace(/\.$/, "");
}
