import { isIPv4, isIPv6 } from "node:net";
import type { ListenAddress } from "@eks-auth/agent";
import { InvalidArgumentError } from "commander";

/**
 * Reads an address to listen on from the command line: `127.0.0.1:8080`, `[::1]:80`.
 *
 * @throws InvalidArgumentError where it is none
 */
export function parseListenAddress(text: string): ListenAddress {
  const {
    inBrackets,
    host,
    port: digits,
  } = /^(?:\[(?<inBrackets>.*)\]|(?<host>.*)):(?<port>\d+)$/.exec(text)?.groups ?? {};
  const port = Number(digits);
  // The one spelling that URLs have, of many; they have none with a zone.
  const url = inBrackets !== undefined && isIPv6(inBrackets) ? URL.parse(`http://[${inBrackets}]`) : null;
  if (url !== null && port <= 65_535) {
    return { host: url.hostname.slice(1, -1), port };
  }
  if (host !== undefined && isIPv4(host) && port <= 65_535) {
    return { host, port };
  }
  throw new InvalidArgumentError("It is an address and a port, such as 127.0.0.1:8080 or [::1]:8080.");
}

/**
 * Reads one more address for an option that may be given several times.
 *
 * @param earlier - what was read before
 */
export function appendListenAddress(
  text: string,
  earlier: readonly ListenAddress[] | undefined,
): readonly ListenAddress[] {
  return [...(earlier ?? []), parseListenAddress(text)];
}
