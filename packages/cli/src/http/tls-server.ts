import { constants } from "node:crypto";
import type { RequestListener, ServerOptions } from "node:http";
import type { Server } from "node:https";
import type { SecureContextOptions, TLSSocket } from "node:tls";
import type { RejectedCaller } from "@eks-auth/service";
import { ClientCertificates } from "./client-certificates.ts";
import { Handshakes } from "./handshakes.ts";

/** The certificates of a server. */
export interface TlsCertificates {
  readonly server: {
    /** The certificate, followed by those of intermediate authorities, PEM. */
    readonly chain: string;
    /** PEM. */
    readonly privateKey: Buffer;
  };
  /** The authorities of client certificates, PEM; undefined if none are asked for. */
  readonly callers: { readonly pem: readonly string[] } | undefined;
}

/** What a TLS server needs. */
export interface TlsServerOptions {
  /** The certificates. The server uses the newest ones, and closes no connection for it. */
  readonly certificates: { subscribe(onChange: (certificates: TlsCertificates) => void): void };
  /** Whether clients are asked for a certificate. They need not have one. */
  readonly requestCertificates: boolean;
  /** Called for each handshake that fails. Anyone can cause it. */
  readonly onHandshakeFailed: (failure: HandshakeFailure) => void;
  /** Called for each handshake that is closed, because there are too many. @param address - where it came from */
  readonly onHandshakeClosed: (address: string) => void;
  /** Called for each request with a client certificate that is not valid. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
}

/** A TLS handshake that failed. */
export interface HandshakeFailure {
  /** Undefined if the client has disconnected. */
  readonly address: string | undefined;
  /** The reason, and the fix if there is one. */
  readonly message: string;
}

/** These have forward secrecy and authenticated encryption. The first three are those of TLS 1.3. */
const ciphers = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
].join(":");

/**
 * Creates an HTTPS server for TLS 1.2 and newer.
 *
 * New certificates are for new connections. Sessions of earlier connections can't be resumed then, because the
 * keys of session tickets are new, too. If an authority of client certificates is gone, certificates that were verified
 * before are not valid any more.
 */
export function createTlsServer(
  limits: ServerOptions,
  listener: RequestListener,
  { certificates, requestCertificates, onRejectedCaller, ...hooks }: TlsServerOptions,
): Server {
  const clients = new ClientCertificates(onRejectedCaller);
  const server = process.getBuiltinModule("node:https").createServer(
    {
      ...limits,
      requestCert: requestCertificates,
      // Clients can have other credentials than a certificate. ClientCertificates rejects those that are not valid.
      rejectUnauthorized: false,
    },
    clients.wrap(listener),
  );
  const handshakes = new Handshakes(server, hooks);
  server.prependListener("secureConnection", (socket: TLSSocket) => {
    clients.add(socket, handshakes.end(socket));
  });
  let authorities: readonly string[] = [];
  certificates.subscribe((content) => {
    server.setSecureContext(toSecureContext(content));
    const next = content.callers?.pem ?? [];
    if (authorities.some((one) => !next.includes(one))) {
      handshakes.outdate();
      clients.rejectAll();
    }
    authorities = next;
  });
  return server;
}

function toSecureContext({ server, callers }: TlsCertificates): SecureContextOptions {
  return {
    cert: server.chain,
    key: server.privateKey,
    // Without a list, clients with a certificate of any public authority would be authorized.
    ca: [...(callers?.pem ?? [])],
    minVersion: "TLSv1.2",
    ciphers,
    honorCipherOrder: true,
    // A client could make the server do handshakes on one connection.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  };
}
