import { AddressList } from "./address-list.ts";
import { findForwardedAddress } from "./forwarded-address.ts";

/** The proxies whose `x-forwarded-for` headers count. {@link trustProxies} creates it. */
export interface TrustedProxies {
  /** Whether an address is that of a trusted proxy. */
  includes(address: string): boolean;
  /** Finds the client's address in an `x-forwarded-for` header. @returns `undefined` if it has none */
  findClient(forwardedFor: string): string | undefined;
}

/**
 * Names the proxies in front of a server. If a connection comes from one of them, the request's `peer.address` is the last
 * address of the `x-forwarded-for` header that isn't one of them. If a proxy's entry isn't an address, it is that of the
 * connection. The proxy must add to the header or replace it. No client can be in one of these networks: it could choose its
 * address. The `forwarded` header of RFC 7239 doesn't count: a proxy that knows only the other one would pass on what the
 * client sent.
 *
 * @example
 * createServer(createNodeListener(handler, { trustedProxies: trustProxies(["10.0.0.0/8"]) }));
 * @param addresses - addresses, and networks in CIDR notation, such as `10.0.0.0/8`
 * @throws TypeError if an entry is neither an address nor a network
 */
export function trustProxies(addresses: readonly string[]): TrustedProxies {
  const list = new AddressList("trustedProxies", addresses);
  return {
    includes: (address) => list.includes(address),
    findClient: (forwardedFor) => findForwardedAddress(forwardedFor, list),
  };
}
