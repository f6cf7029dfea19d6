import type { Server, ServerResponse } from "node:http";
import type { Http2SecureServer, Http2Server } from "node:http2";
import type { Socket } from "node:net";
import { AddressList } from "./address-list.ts";
import { limitConnectionRate } from "./connection-rate.ts";

/** Limits for the connections of a server. */
export interface ConnectionLimits {
  /** How many connections can be open. Default 4,096. Each takes about 13 kB and a file descriptor. */
  readonly maxConnections?: number;
  /**
   * How many connections from one address can be open. Default 1,024. Clients behind a proxy or NAT share an address.
   */
  readonly maxConnectionsPerAddress?: number;
  /**
   * How many connections an address can open in a second, and five times as many at once. More are reset before a TLS
   * handshake. IPv6 addresses with the same first 64 bits count as one, because a host can use each of them. Default: any
   * number. Set it for a server with TLS, because handshakes cost much CPU time.
   */
  readonly maxConnectionsPerSecondPerAddress?: number | undefined;
  /**
   * The addresses that the limits of an address are not for, such as those of proxies: addresses, and networks in CIDR
   * notation. Default: none. Their connections count for `maxConnections`.
   */
  readonly exemptAddresses?: readonly string[];
  /** Called when a connection is closed because of a limit. @param address - where it came from */
  readonly onClose?: (address: string, limit: ConnectionLimit) => void;
}

/** The limit that a connection was closed for. */
export type ConnectionLimit =
  | "maxConnections"
  | "maxConnectionsPerAddress"
  | "maxConnectionsPerSecondPerAddress";

/**
 * Limits the connections of a server. If there are too many, it closes one that has no request, or whose request is
 * incomplete: that of the same address, or of the address with most connections, that got no request for the longest
 * time. Only if all of them are at work is the new connection closed. Among open connections, an IPv6 address counts as a
 * whole: the pods of a node, and the nodes of a subnet, share a /64 prefix.
 *
 * @param server - a server of `node:http`, `node:https` or `node:http2` that doesn't listen yet
 * @throws TypeError if a limit isn't a whole number above 0, or `exemptAddresses` has an entry that is neither an address
 *   nor a network
 */
export function limitConnections(
  server: Server | Http2Server | Http2SecureServer,
  limits: ConnectionLimits = {},
): void {
  limitConnectionsOf(server as Server, limits);
}

/** All servers of HTTP have the events of `node:http` that are used here. */
function limitConnectionsOf(server: Server, limits: ConnectionLimits): void {
  const { maxConnectionsPerSecondPerAddress: perSecond, exemptAddresses = [], onClose } = limits;
  const exempt = new AddressList("exemptAddresses", exemptAddresses);
  const open = new OpenConnections(limits, exempt);
  // Also in an HTTPS server this is the TCP connection. A handshake that doesn't end counts, too.
  server.on("connection", (socket: Socket) => open.add(socket));
  if (perSecond !== undefined) {
    requireWholeNumber("maxConnectionsPerSecondPerAddress", perSecond);
    limitConnectionRate(server, perSecond, exempt, (address) =>
      onClose?.(address, "maxConnectionsPerSecondPerAddress"),
    );
  }
  server.prependListener("request", (_request, response) => open.startResponse(response));
  // Node.js would answer other expectations than 100-continue itself, uncounted.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
}

/** An open connection. */
class Connection {
  readonly socket: Socket;
  /** Those that aren't sent. */
  readonly #responses = new Set<ServerResponse>();
  /** One listener for all responses of the connection: it is called with the response as `this`. */
  readonly #forgetResponse: (this: ServerResponse) => void;

  constructor(socket: Socket) {
    this.socket = socket;
    const responses = this.#responses;
    this.#forgetResponse = function forget() {
      responses.delete(this);
    };
  }

  /** Whether there is no request whose client waits for the response: they are all incomplete. */
  get isIdle(): boolean {
    for (const { req } of this.#responses) {
      if (req.complete) {
        return false;
      }
    }
    return true;
  }

  startResponse(response: ServerResponse): void {
    this.#responses.add(response);
    response.on("close", this.#forgetResponse);
  }
}

class OpenConnections {
  readonly #maxConnections: number;
  readonly #maxPerAddress: number;
  readonly #exempt: AddressList;
  readonly #onClose: ConnectionLimits["onClose"];
  /** By address and port. In each address, the connection that got no request for the longest time comes first. */
  readonly #addresses = new Map<string, Map<number, Connection>>();
  #count = 0;

  constructor(
    { maxConnections = 4_096, maxConnectionsPerAddress = 1_024, onClose }: ConnectionLimits,
    exempt: AddressList,
  ) {
    requireWholeNumber("maxConnections", maxConnections);
    requireWholeNumber("maxConnectionsPerAddress", maxConnectionsPerAddress);
    this.#maxConnections = maxConnections;
    this.#maxPerAddress = maxConnectionsPerAddress;
    this.#exempt = exempt;
    this.#onClose = onClose;
  }

  add(socket: Socket): void {
    const { remoteAddress: address, remotePort: port } = socket;
    if (address === undefined || port === undefined) {
      // The client has disconnected, or the server listens on a Unix domain socket.
      return;
    }
    const ofAddress = this.#addresses.get(address) ?? new Map<number, Connection>();
    // A client can reset a connection and open another one from the same port before "close" of the first is emitted.
    this.#count += ofAddress.delete(port) ? 0 : 1;
    this.#addresses.set(address, ofAddress.set(port, new Connection(socket)));
    socket.once("close", () => this.#remove(address, port, socket));
    if (ofAddress.size > this.#maxPerAddress && !this.#exempt.includes(address)) {
      this.#close(findIdle(ofAddress) ?? socket, "maxConnectionsPerAddress");
    } else if (this.#count > this.#maxConnections) {
      this.#close(findIdle(this.#findLargest()) ?? socket, "maxConnections");
    }
  }

  startResponse(response: ServerResponse): void {
    const { remoteAddress = "", remotePort = 0 } = response.req.socket;
    const ofAddress = this.#addresses.get(remoteAddress);
    const connection = ofAddress?.get(remotePort);
    if (ofAddress !== undefined && connection !== undefined) {
      connection.startResponse(response);
      ofAddress.delete(remotePort);
      ofAddress.set(remotePort, connection);
    }
  }

  #close(socket: Socket, limit: ConnectionLimit): void {
    const { remoteAddress = "", remotePort = 0 } = socket;
    this.#remove(remoteAddress, remotePort, socket);
    socket.destroy();
    this.#onClose?.(remoteAddress, limit);
  }

  /** Does nothing if the connection was removed already; another one can have its port then. */
  #remove(address: string, port: number, socket: Socket): void {
    const ofAddress = this.#addresses.get(address);
    if (ofAddress?.get(port)?.socket !== socket) {
      return;
    }
    this.#count -= 1;
    ofAddress.delete(port);
    if (ofAddress.size === 0) {
      this.#addresses.delete(address);
    }
  }

  #findLargest(): ReadonlyMap<number, Connection> {
    let largest: ReadonlyMap<number, Connection> = new Map();
    for (const ofAddress of this.#addresses.values()) {
      if (ofAddress.size > largest.size) {
        largest = ofAddress;
      }
    }
    return largest;
  }
}

function requireWholeNumber(name: keyof ConnectionLimits, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new TypeError(`The option ${name} must be a whole number above 0`);
  }
}

function findIdle(connections: ReadonlyMap<number, Connection>): Socket | undefined {
  for (const { isIdle, socket } of connections.values()) {
    if (isIdle) {
      return socket;
    }
  }
  return undefined;
}
