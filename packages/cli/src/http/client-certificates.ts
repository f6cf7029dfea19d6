import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { createNodeListener } from "@eks-auth/server/node";
import type { RejectedCaller } from "@eks-auth/service";

/** Answers a request with a client certificate that is not valid, as {@link CallerError} does. */
const reject = createNodeListener(async () => ({
  status: 403,
  headers: {
    "cache-control": "no-store",
    connection: "close",
    "content-type": "application/json",
    "x-amzn-errortype": "AccessDenied",
  },
  body: JSON.stringify({ message: "The caller is not allowed to make this request." }),
}));

/**
 * Rejects requests on connections whose client certificate is not valid, or was verified by an authority that is gone. A
 * client without a certificate can have other credentials.
 */
export class ClientCertificates {
  readonly #onRejected: (rejected: RejectedCaller) => void;
  /** Why the certificate of a connection is not valid. */
  readonly #rejected = new WeakMap<Socket, string>();
  /** The connections whose certificate is valid, with the number of their requests in progress. */
  readonly #valid = new Map<Socket, number>();

  constructor(onRejected: (rejected: RejectedCaller) => void) {
    this.#onRejected = onRejected;
  }

  /** Adds a connection. @param isOutdated - whether it was verified by authorities that have changed since then */
  add(socket: TLSSocket, isOutdated: boolean): void {
    // A client without a certificate that resumes a session of TLS 1.3 is authorized, too.
    if (socket.getPeerX509Certificate() === undefined) {
      return;
    }
    if (!socket.authorized) {
      const reason = String(socket.authorizationError ?? "unknown");
      this.#rejected.set(
        socket,
        `The client certificate is not valid (${reason}). Check callers.certificate.caFile, and that the client sends intermediate certificates.`,
      );
      return;
    }
    if (isOutdated) {
      this.#rejected.set(socket, outdated);
      return;
    }
    this.#valid.set(socket, 0);
    socket.once("close", () => this.#valid.delete(socket));
  }

  /**
   * Rejects all certificates that were verified so far, because an authority is gone. Clients must connect again. Requests
   * in progress get their responses.
   */
  rejectAll(): void {
    for (const [socket, requests] of this.#valid) {
      this.#rejected.set(socket, outdated);
      if (requests === 0) {
        socket.destroySoon();
      }
    }
    this.#valid.clear();
  }

  /** Passes on requests, except those on connections whose certificate is not valid: they get 403. */
  wrap(listener: RequestListener): RequestListener {
    return (request, response) => {
      const { socket } = request;
      const message = this.#rejected.get(socket);
      if (message !== undefined) {
        const address = socket.remoteAddress;
        this.#onRejected({ code: "certificate_unknown", answer: "AccessDenied", message, address });
        void reject(request, response);
        return;
      }
      const requests = this.#valid.get(socket);
      if (requests !== undefined) {
        this.#valid.set(socket, requests + 1);
        response.once("close", () => this.#endRequest(socket));
      }
      listener(request, response);
    };
  }

  #endRequest(socket: Socket): void {
    const requests = this.#valid.get(socket);
    if (requests !== undefined) {
      this.#valid.set(socket, requests - 1);
    } else if (this.#rejected.has(socket)) {
      socket.destroySoon();
    }
  }
}

const outdated =
  "The client certificate was verified by an authority that is not in callers.certificate.caFile any more. Connect again.";
