import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Peer } from "../http/request.ts";
import type { Incoming } from "./node-request.ts";
import type { TrustedProxies } from "./trusted-proxies.ts";

/** What is known of a connection. Read once, because a socket forgets it when the connection closes. */
interface Connection {
  readonly peer: Peer | undefined;
  /** The trusted proxies, if the connection comes from one of them. */
  readonly proxies: TrustedProxies | undefined;
}

/** Reads the peer of requests. A request costs one look-up, if it doesn't come from a trusted proxy. */
export class PeerReader {
  readonly #trustedProxies: TrustedProxies | undefined;
  /** By socket, and for HTTP/2 by session, because each of its requests has another object for the socket. */
  readonly #connections = new WeakMap<object, Connection>();

  /** @param trustedProxies - the proxies whose `x-forwarded-for` counts */
  constructor(trustedProxies?: TrustedProxies) {
    this.#trustedProxies = trustedProxies;
  }

  /** @returns `undefined` if the connection has no address, as that of a Unix domain socket */
  read(incoming: Incoming): Peer | undefined {
    const key = "stream" in incoming ? (incoming.stream.session ?? incoming.stream) : incoming.socket;
    let connection = this.#connections.get(key);
    if (connection === undefined) {
      connection = this.#readConnection(incoming.socket);
      this.#connections.set(key, connection);
    }
    const { peer, proxies } = connection;
    // Node.js joins several headers of this name.
    const forwarded = proxies && incoming.headers["x-forwarded-for"];
    const address = typeof forwarded === "string" ? proxies?.findClient(forwarded) : undefined;
    return peer === undefined || address === undefined ? peer : { ...peer, address };
  }

  #readConnection(socket: Socket): Connection {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) {
      return { peer: undefined, proxies: undefined };
    }
    // So Node.js writes an IPv4 address that a socket for IPv6 has accepted.
    const address = remoteAddress.replace(/^::ffff:(?=[\d.]+$)/, "");
    const certificate = readCertificate(socket);
    return {
      peer: certificate === undefined ? { address } : { address, certificate },
      proxies: this.#trustedProxies?.includes(address) ? this.#trustedProxies : undefined,
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
