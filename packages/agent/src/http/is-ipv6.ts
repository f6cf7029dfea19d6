import { isIPv6 } from "node:net";

/**
 * Whether a text is an IPv6 address. Node.js compiles its pattern of IPv6 addresses at the first question, which takes five
 * milliseconds of an agent's start, so it is asked only about texts that can be one.
 */
export function isIpv6Address(text: string): boolean {
  return text.includes(":") && isIPv6(text);
}
