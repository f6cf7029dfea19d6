import type { Server } from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { TlsServerOptions } from "./tls-server.ts";

/** What {@link Handshakes} reports. */
type Hooks = Pick<TlsServerOptions, "onHandshakeFailed" | "onHandshakeClosed">;

/** A slow client on a bad network needs about a second. */
const timeoutMs = 5_000;

/**
 * How many handshakes can be in progress. Each costs about 1 ms of the event loop, so requests on open connections wait for
 * little more than 100 ms if all of them go on at once.
 */
export const maxHandshakes = 128;

interface Handshake {
  readonly socket: Socket;
  readonly timer: NodeJS.Timeout;
  /** Whether the authorities of client certificates have changed since it started. */
  isOutdated: boolean;
}

/**
 * The TLS handshakes in progress. It closes the connection of one that takes longer than 5 s. The `handshakeTimeout` of
 * Node.js is only for clients that send nothing: with a byte now and then, a handshake would not end.
 *
 * If there are too many, it closes the oldest of the address with most of them. Then an address cannot keep out others,
 * and with many addresses a new client still has the time that 128 handshakes need.
 */
export class Handshakes {
  readonly #hooks: Hooks;
  /**
   * By address and port of the client: a TLS socket doesn't know the connection that it was created for. The oldest comes
   * first.
   */
  readonly #running = new Map<string, Handshake>();

  constructor(server: Server, hooks: Hooks) {
    this.#hooks = hooks;
    server.prependListener("connection", (socket: Socket) => this.#start(socket));
    server.on("tlsClientError", (error: NodeJS.ErrnoException, socket: TLSSocket) => {
      const address = socket.remoteAddress;
      // Load balancers check a port by connecting to it. Others that disconnect can't be fixed here either.
      if (error.code !== "ECONNRESET") {
        hooks.onHandshakeFailed({ address, message: describeFailure(error.code) });
      }
    });
  }

  /** Ends a handshake that succeeded. @returns whether it is outdated, so that the client's certificate can't be trusted */
  end(socket: TLSSocket): boolean {
    const handshake = this.#running.get(keyOf(socket));
    if (handshake === undefined) {
      // The client has disconnected.
      return true;
    }
    this.#remove(handshake, keyOf(socket));
    return handshake.isOutdated;
  }

  /** The authorities of client certificates have changed. Handshakes in progress verify certificates with the old ones. */
  outdate(): void {
    for (const handshake of this.#running.values()) {
      handshake.isOutdated = true;
    }
  }

  #start(socket: Socket): void {
    const key = keyOf(socket);
    const timer = setTimeout(() => {
      const message = `The TLS handshake was not complete within ${timeoutMs / 1000} s.`;
      this.#hooks.onHandshakeFailed({ address: socket.remoteAddress, message });
      socket.destroy();
    }, timeoutMs).unref();
    const handshake = { socket, timer, isOutdated: false };
    const earlier = this.#running.get(key);
    if (earlier !== undefined) {
      // Its client has reset the connection, and has opened another one from the same port.
      this.#remove(earlier, key);
    }
    this.#running.set(key, handshake);
    socket.once("close", () => this.#remove(handshake, key));
    if (this.#running.size > maxHandshakes) {
      this.#closeOldest();
    }
  }

  /** Closes the oldest one of the address that has most. */
  #closeOldest(): void {
    const byAddress = new Map<string | undefined, Handshake[]>();
    let most: readonly Handshake[] = [];
    for (const handshake of this.#running.values()) {
      const { remoteAddress } = handshake.socket;
      const ofAddress = byAddress.get(remoteAddress) ?? [];
      byAddress.set(remoteAddress, ofAddress);
      ofAddress.push(handshake);
      most = ofAddress.length > most.length ? ofAddress : most;
    }
    const [oldest] = most;
    if (oldest !== undefined) {
      const { socket } = oldest;
      this.#remove(oldest, keyOf(socket));
      socket.destroy();
      this.#hooks.onHandshakeClosed(socket.remoteAddress ?? "");
    }
  }

  #remove(handshake: Handshake, key: string): void {
    clearTimeout(handshake.timer);
    if (this.#running.get(key) === handshake) {
      this.#running.delete(key);
    }
  }
}

function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

const untrusted =
  "The client does not trust the server's certificate. Check its CA file and the server's chain.";
const reasons: Readonly<Record<string, string>> = {
  ERR_SSL_HTTP_REQUEST: "The client sent HTTP without TLS. Use https in its endpoint.",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "The client has neither TLS 1.2 nor TLS 1.3.",
  ERR_SSL_NO_SHARED_CIPHER: "The client has no cipher with forward secrecy and authenticated encryption.",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: untrusted,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: untrusted,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: untrusted,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: untrusted,
};

function describeFailure(code = "unknown"): string {
  return `The TLS handshake failed (${code}). ${reasons[code] ?? "Check that the client uses TLS."}`;
}
