import { isIPv4, isIPv6 } from "node:net";
import type { ListenAddress } from "@eks-auth/agent";
import { InvalidArgumentError } from "commander";

/** Parses the option for an address to listen on: `127.0.0.1:8080`, `[::1]:8080`. */
export function parseListenAddress(text: string): ListenAddress {
  const [, inBrackets, host, digits] = /^(?:\[(.*)\]|(.*)):(\d+)$/.exec(text) ?? [];
  const port = Number(digits);
  // A URL normalises the address, and rejects one with a zone.
  const url = inBrackets !== undefined && isIPv6(inBrackets) ? URL.parse(`http://[${inBrackets}]`) : null;
  if (url !== null && port <= 65_535) {
    return { host: url.hostname.slice(1, -1), port };
  }
  if (host !== undefined && isIPv4(host) && port <= 65_535) {
    return { host, port };
  }
  throw new InvalidArgumentError(
    "It must be an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080.",
  );
}
