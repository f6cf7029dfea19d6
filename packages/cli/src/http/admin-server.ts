import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { limitConnections, PipelineLimiter, stopServer } from "@eks-auth/server-runtime/connections";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { CommandError } from "../core/command-error.ts";
import { formatAddress } from "../core/format-address.ts";
import { type AdminAnswers, createAdminListener } from "./admin-listener.ts";

// Importing node:http reads all of its exports, and so loads Node.js's WebSocket, which takes 13 MB.
const { createServer } = process.getBuiltinModule("node:http");

/** The server of probes and metrics. */
export interface AdminServer {
  readonly url: string;
  /** Accepts no more connections, and closes the open ones at once. */
  stop(): Promise<void>;
}

/** Probes and scrapes are few and small. */
const requestLimits = {
  maxHeaderSize: 8_192,
  headersTimeout: 2_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  requireHostHeader: false,
};
const connectionLimits = { maxConnections: 64, maxConnectionsPerAddress: 32 };
const maxPipelinedRequests = 8;

/** How long a client can do nothing, such as read its response. Prometheus keeps its connection open between scrapes. */
const idleTimeoutMs = 120_000;

/**
 * Starts the server of probes and metrics.
 *
 * @param fix - how to choose another address
 * @throws CommandError if it can't listen on the address
 */
export async function startAdminServer(
  { host, port }: { readonly host: string; readonly port: number },
  answers: AdminAnswers,
  fix: string,
): Promise<AdminServer> {
  const listener = createAdminListener(answers, isLoopbackHost(host));
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  const server = createServer(requestLimits, (request, response) => {
    if (pipelines.allow(request, response)) {
      listener(request, response);
    }
  });
  server.timeout = idleTimeoutMs;
  limitConnections(server, connectionLimits);
  server.listen({ host, port });
  try {
    await once(server, "listening");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new CommandError(
      "listen_failed",
      `can't listen on ${formatAddress(host, port)} for probes and metrics (${reason}). ${fix}`,
    );
  }
  // A connection can't be accepted, which the API's server logs. Without a listener, the error would end the process.
  server.on("error", () => {});
  return {
    url: `http://${formatAddress(host, (server.address() as AddressInfo).port)}`,
    async stop() {
      await stopServer(server, 0);
    },
  };
}
