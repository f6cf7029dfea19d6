import { isIPv6 } from "node:net";

/**
 * Returns the host of a Host header without its port. An IPv6 address without brackets, as some clients send it, has no port:
 * `::1:80` is an address.
 */
export function withoutPort(host = ""): string {
  return isIPv6(host) ? host : host.replace(/:\d*$/, "");
}
