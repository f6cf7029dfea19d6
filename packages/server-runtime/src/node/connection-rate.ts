import type { Server } from "node:http";
import { maxClients } from "../limits/fair-rate.ts";
import { type RequestLimit, TokenBucket } from "../limits/token-bucket.ts";
import type { AddressList } from "./address-list.ts";
import { filterConnections } from "./filter-connections.ts";

/** Agents that start together, and share an address, can connect at once. */
const burstSeconds = 5;

/**
 * Limits the new connections of each network. Those over the limit are reset before anything is done for them, and those
 * that their client has reset before they were accepted are dropped.
 *
 * @param server - a server of `node:http` or `node:https`
 * @param perSecond - how many connections a network can open in a second, and five times as many at once
 * @param exempt - addresses without a limit
 * @param onClose - called for each connection over the limit
 */
export function limitConnectionRate(
  server: Server,
  perSecond: number,
  exempt: AddressList,
  onClose: (address: string) => void,
): void {
  const rate = new ConnectionRate({ perSecond, burst: burstSeconds * perSecond });
  filterConnections(server, (socket) => {
    const { remoteAddress: address } = socket;
    if (address === undefined) {
      const isLocal = typeof server.address() === "string";
      if (!isLocal) {
        // The client has reset it before it was accepted, so its address is not known any more.
        socket.destroy();
      }
      // A Unix domain socket has no address.
      return isLocal;
    }
    if (exempt.includes(address) || rate.tryTake(address)) {
      return true;
    }
    // A connection that is only closed would still take memory of the system for a minute.
    socket.resetAndDestroy();
    onClose(address);
    return false;
  });
}

/**
 * The rate of new connections of each network: an IPv4 address, or the 64 bits that all IPv6 addresses of a host have in
 * common. It has the buckets of the 10,000 networks that connected last.
 */
export class ConnectionRate {
  readonly #limit: RequestLimit;
  /** By network, the one that did not connect for the longest time first. */
  readonly #buckets = new Map<string, TokenBucket>();

  /** @param limit - of each network */
  constructor(limit: RequestLimit) {
    this.#limit = limit;
  }

  /** Counts a connection. @returns false if its network is over the limit */
  tryTake(address: string): boolean {
    const network = networkOf(address);
    const bucket = this.#buckets.get(network) ?? new TokenBucket(this.#limit);
    this.#buckets.delete(network);
    this.#buckets.set(network, bucket);
    if (this.#buckets.size > maxClients) {
      const [oldest = ""] = this.#buckets.keys();
      this.#buckets.delete(oldest);
    }
    return bucket.tryTake();
  }
}

/**
 * Returns the network of an address, because an IPv6 host can use each address of its network.
 *
 * @param address - as `node:net` writes it
 */
export function networkOf(address: string): string {
  // IPv4, or IPv4-mapped.
  if (address.includes(".") || !address.includes(":")) {
    return address;
  }
  const [head = [], tail = []] = address.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}
