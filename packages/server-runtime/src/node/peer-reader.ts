import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Peer } from "../http/request.ts";
import { AddressList, normalizeAddress } from "./address-list.ts";
import { findForwardedAddress } from "./forwarded-address.ts";
import type { Incoming } from "./node-request.ts";

/** What is known of a connection. Read once, because a socket forgets it when the connection closes. */
interface Connection {
  readonly peer: Peer | undefined;
  /** Whether the connection comes from a trusted proxy. */
  readonly isProxy: boolean;
}

/** Reads the peer of requests. A request costs one look-up, if it doesn't come from a trusted proxy. */
export class PeerReader {
  readonly #trustedProxies: AddressList;
  /** By socket, and for HTTP/2 by session, because each of its requests has another object for the socket. */
  readonly #connections = new WeakMap<object, Connection>();

  /**
   * @param trustedProxies - addresses and networks of the proxies whose `x-forwarded-for` counts
   * @throws TypeError if an entry is neither an address nor a network
   */
  constructor(trustedProxies: readonly string[]) {
    this.#trustedProxies = new AddressList("trustedProxies", trustedProxies);
  }

  /** @returns `undefined` if the connection has no address, as that of a Unix domain socket */
  read(incoming: Incoming): Peer | undefined {
    const { headers } = incoming;
    const key = "stream" in incoming ? (incoming.stream.session ?? incoming.stream) : incoming.socket;
    let connection = this.#connections.get(key);
    if (connection === undefined) {
      connection = this.#readConnection(incoming.socket);
      this.#connections.set(key, connection);
    }
    const { peer, isProxy } = connection;
    // Node.js joins several headers of this name.
    const forwarded = isProxy ? headers["x-forwarded-for"] : undefined;
    if (peer === undefined || typeof forwarded !== "string") {
      return peer;
    }
    const address = findForwardedAddress(forwarded, this.#trustedProxies);
    return address === undefined ? peer : { ...peer, address };
  }

  #readConnection(socket: Socket): Connection {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) {
      return { peer: undefined, isProxy: false };
    }
    const address = normalizeAddress(remoteAddress) ?? remoteAddress;
    const certificate = readCertificate(socket);
    return {
      peer: certificate === undefined ? { address } : { address, certificate },
      isProxy: this.#trustedProxies.includes(address),
    };
  }
}

/**
 * Reads the certificate that TLS verified. A resumed session has the certificate of its first handshake, with the result
 * of that handshake: it isn't verified again. A client without a certificate that resumes a session of TLS 1.3 is
 * `authorized`, too, so the certificate itself must be there.
 */
function readCertificate(socket: Socket | TLSSocket): Uint8Array | undefined {
  return "authorized" in socket && socket.authorized ? socket.getPeerX509Certificate?.()?.raw : undefined;
}
