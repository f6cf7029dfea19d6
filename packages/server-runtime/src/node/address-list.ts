import { BlockList, isIPv4, isIPv6, SocketAddress } from "node:net";

/** A list of addresses and networks. IPv4-mapped IPv6 addresses are the same as their IPv4 addresses. */
export class AddressList {
  readonly #list = new BlockList();

  /**
   * @param option - the option that has the list, for the error's message
   * @param entries - addresses and networks in CIDR notation: `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32`
   * @throws TypeError if an entry is neither
   */
  constructor(option: string, entries: readonly string[]) {
    for (const entry of entries) {
      const [text = "", prefix] = entry.split("/", 2);
      const address = normalizeAddress(text);
      const family = address !== undefined && isIPv4(address) ? "ipv4" : "ipv6";
      // The prefix of an IPv4-mapped address has the 96 bits that all of them share.
      const mappedBits = family === "ipv4" && isIPv6(text) ? 96 : 0;
      const bits = family === "ipv4" ? 32 : 128;
      const length = prefix === undefined ? bits : parseLength(prefix) - mappedBits;
      if (address === undefined || entry.split("/").length > 2 || !(length >= 0 && length <= bits)) {
        throw new TypeError(
          `The option ${option} must have addresses and networks, such as 10.1.2.3 and 10.0.0.0/8: ${JSON.stringify(entry)} is neither`,
        );
      }
      this.#list.addSubnet(address, length, family);
    }
  }

  /** Whether the list has an address. @param address - as `node:net` writes it */
  includes(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  }
}

/** @returns `NaN` if it isn't a whole number */
function parseLength(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Returns the one spelling of an IP address that all of its spellings have in common, with an IPv4-mapped IPv6 address
 * as IPv4.
 *
 * @returns `undefined` if the text is no address, or has a zone: `fe80::1%eth0`
 */
export function normalizeAddress(text: string): string | undefined {
  if (isIPv4(text)) {
    return text;
  }
  if (!isIPv6(text) || text.includes("%")) {
    return undefined;
  }
  const { address } = new SocketAddress({ address: text, family: "ipv6" });
  const mapped = address.startsWith("::ffff:") ? address.slice("::ffff:".length) : "";
  return isIPv4(mapped) ? mapped : address;
}
