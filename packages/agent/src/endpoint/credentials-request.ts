import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";

/** Tells whether a `Host` header names the agent. */
export type HostRule = (header: string | undefined) => boolean;

/** Headers whose verdict is remembered: more than the agent has addresses, each in several spellings. */
const maxSeen = 100;

/**
 * Makes the rule of which `Host` headers are let pass: those of the addresses that the agent is configured with, with any
 * port. A web page whose name was rebound to the agent's address names another host.
 *
 * @param hosts - names and addresses, those of IPv6 with or without brackets
 */
export function createHostRule(hosts: readonly string[]): HostRule {
  const allowed = new Set(hosts.map(canonicalize));
  // Clients repeat themselves.
  const seen = new LRUCache<string, boolean>({ max: maxSeen });
  return (header) => {
    if (header === undefined) {
      return false;
    }
    let verdict = seen.get(header);
    if (verdict === undefined) {
      verdict = allowed.has(canonicalize(header.replace(/:\d*$/, "")));
      seen.set(header, verdict);
    }
    return verdict;
  };
}

/** One text for each address, however it is written. A zone (`%eth0`) says where an address is, and is none of its own. */
function canonicalize(host: string): string {
  const lower = host.toLowerCase();
  const address = lower.replace(/^\[([^[\]]*)\]$/, "$1").replace(/%.*$/, "");
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname : lower;
}

/**
 * Reads the first header of a name. It looks into what was received: `request.headers` would be made of all headers, for
 * the two that the agent reads.
 *
 * @param name - in small letters
 * @returns `undefined` where there is none
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index];
    if (candidate?.length === name.length && candidate.toLowerCase() === name) {
      return rawHeaders[index + 1];
    }
  }
  return undefined;
}
