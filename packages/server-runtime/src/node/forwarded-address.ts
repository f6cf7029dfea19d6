import { isIPv4, isIPv6 } from "node:net";
import { type AddressList, normalizeAddress } from "./address-list.ts";

/**
 * Finds the client's address in an `x-forwarded-for` header. Each proxy adds the address that it got the request from at
 * the end, so only the entries that trusted proxies added count: from the end to the first that isn't a trusted proxy.
 *
 * @param header - addresses, each with or without a port: `192.0.2.1, 192.0.2.1:80, 2001:db8::1, [2001:db8::1]:80`
 * @param trusted - the proxies that are trusted
 * @returns the last address that isn't a trusted proxy's, or the first of all if all are trusted; `undefined` if the text
 *   before that address is reached isn't a list of addresses
 */
export function findForwardedAddress(header: string, trusted: AddressList): string | undefined {
  for (let end = header.length; ; ) {
    const comma = end === 0 ? -1 : header.lastIndexOf(",", end - 1);
    const address = parseEntry(header.slice(comma + 1, end).trim());
    if (address === undefined || comma === -1 || !trusted.includes(address)) {
      return address;
    }
    end = comma;
  }
}

function parseEntry(entry: string): string | undefined {
  const [, ipv6, ipv4] = /^(?:\[([^\]]*)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/.exec(entry) ?? [];
  if (ipv6 !== undefined) {
    return isIPv6(ipv6) ? normalizeAddress(ipv6) : undefined;
  }
  if (ipv4 !== undefined) {
    return isIPv4(ipv4) ? ipv4 : undefined;
  }
  return normalizeAddress(entry);
}
