import type { Agent } from "node:http";
import { openConnections } from "@eks-auth/transport";

/** Enough for bursts of updates. Further requests wait. */
const maxRequests = 16;

/** A watch occupies its connection, so watches have others than requests. */
const maxWatches = 64;

/** The connections to one API server, which stay open between requests. */
export interface ServerConnections {
  readonly requests: Agent;
  readonly watches: Agent;
  /** Closes them all. */
  close(): void;
}

/**
 * Creates the connections to an API server. The first requests open them.
 *
 * @param ca - certificates (PEM) that the server's certificate must be signed by; undefined for those included in Node.js
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function openServerConnections(url: URL, ca: string | undefined): Promise<ServerConnections> {
  const requests = await openConnections(url, { ca, maxSockets: maxRequests });
  const watches = await openConnections(url, { ca, maxSockets: maxWatches });
  return {
    requests,
    watches,
    close() {
      requests.destroy();
      watches.destroy();
    },
  };
}
