import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Peer } from "../http/request.ts";
import { AddressList, normalizeAddress } from "./address-list.ts";
import { findForwardedAddress } from "./forwarded-address.ts";

/** What is known of a connection. Read once, because a socket forgets it when the connection closes. */
interface Connection {
  readonly peer: Peer | undefined;
  /** Whether the connection comes from a trusted proxy. */
  readonly isProxy: boolean;
}

/** Reads the peer of requests. A request costs one look-up, if it doesn't come from a trusted proxy. */
export class PeerReader {
  readonly #trustedProxies: AddressList;
  readonly #connections = new WeakMap<Socket, Connection>();

  /**
   * @param trustedProxies - addresses and networks of the proxies whose `x-forwarded-for` counts
   * @throws TypeError if an entry is neither an address nor a network
   */
  constructor(trustedProxies: readonly string[]) {
    this.#trustedProxies = new AddressList("trustedProxies", trustedProxies);
  }

  /** @returns `undefined` if the connection has no address, as that of a Unix domain socket */
  read({ socket, headers }: IncomingMessage): Peer | undefined {
    let connection = this.#connections.get(socket);
    if (connection === undefined) {
      connection = this.#readConnection(socket);
      this.#connections.set(socket, connection);
    }
    const { peer, isProxy } = connection;
    // `node:http` joins several headers of this name.
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
