import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import type { OnTlsContent, RejectedCaller, TlsContent } from "@eks-auth/service";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, beforeEach, vi } from "vitest";
import { createTlsServer, type HandshakeFailure } from "../../../src/http/tls-server.ts";

const root = createSelfSignedCertificate("root");
/** Two certificates of the server. */
export const serverOne: Certificate = createCertificate("one", root, { isAuthority: false });
export const serverTwo: Certificate = createCertificate("two", root, { isAuthority: false });

/** The content of the files of a server. @param authorities - those of client certificates; undefined to ask for none */
export function createContent(
  { certificate: chain, privateKey }: Certificate,
  authorities?: readonly Certificate[],
): TlsContent {
  return {
    // A server uses nothing else of it.
    server: { chain, privateKey: Buffer.from(privateKey) } as TlsContent["server"],
    callers: authorities && { pem: authorities.map((one) => one.certificate), expiresAt: new Date() },
    expiries: [],
  };
}

/** A TLS server, new for each test. It answers `hello`, and `/wait` only when {@link release} is called. */
export class TlsFixture {
  rejected: RejectedCaller[] = [];
  failures: HandshakeFailure[] = [];
  /** The addresses of handshakes that were closed, because there were too many. */
  closed: string[] = [];
  port = 0;
  /** Called with new content of the files. */
  change!: OnTlsContent;
  /** Answers the requests that wait. */
  release!: () => void;
  /** Resolves when a request waits. */
  waiting!: Promise<void>;
  readonly #sockets = new Set<TLSSocket>();

  /** @param first - the content of the files at the start */
  constructor(first: TlsContent) {
    let stop: () => void;
    beforeEach(async () => {
      stop = await this.#start(first);
    });
    afterEach(() => {
      vi.useRealTimers();
      for (const socket of this.#sockets) {
        socket.destroy();
      }
      stop();
    });
  }

  async #start(first: TlsContent): Promise<() => void> {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: waiting, resolve: wait } = Promise.withResolvers<void>();
    this.rejected = [];
    this.failures = [];
    this.closed = [];
    this.release = release;
    this.waiting = waiting;
    const server = createTlsServer(
      // Connections are not closed for another reason.
      { keepAliveTimeout: 0 },
      async ({ url }, response) => {
        if (url === "/wait") {
          wait();
          await released;
        }
        response.end("hello");
      },
      {
        certificates: {
          subscribe: (onContent) => {
            this.change = onContent;
            onContent(first);
          },
        },
        requestCertificates: first.callers !== undefined,
        onHandshakeFailed: (failure) => this.failures.push(failure),
        onHandshakeClosed: (address) => this.closed.push(address),
        onRejectedCaller: (caller) => this.rejected.push(caller),
      },
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    this.port = (server.address() as AddressInfo).port;
    return () => {
      server.close();
      server.closeAllConnections();
    };
  }

  /** Starts to connect. */
  connect(options: ConnectionOptions = {}): TLSSocket {
    const socket = connect({ port: this.port, host: "127.0.0.1", ca: root.certificate, ...options });
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }

  /** Connects. It rejects if one of the two ends the handshake. */
  async open(options?: ConnectionOptions): Promise<TLSSocket> {
    const socket = this.connect(options);
    await once(socket, "secureConnect");
    return socket;
  }

  /** Sends a request on a new connection, and returns its status. */
  async getStatus(options?: ConnectionOptions): Promise<number> {
    return Number((await get(await this.open(options))).slice(9, 12));
  }
}

/** Sends a request on an open connection, and returns the head of the response. */
export async function get(socket: TLSSocket): Promise<string> {
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  let received = "";
  while (!received.includes("\r\n\r\n")) {
    received += String((await once(socket, "data"))[0]);
  }
  return received.slice(0, received.indexOf("\r\n\r\n"));
}
