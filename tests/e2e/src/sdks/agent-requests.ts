import { createHash } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** A request that the agent received. */
export interface AgentRequest {
  /** The digest of the token in its Authorization header, by {@link digestToken}; undefined if it has none. */
  readonly tokenDigest: string | undefined;
  /** The status of the response; undefined until it was sent. */
  status: number | undefined;
}

/** The requests of one agent, oldest first. */
export interface RequestRecord {
  readonly requests: readonly AgentRequest[];
  stop(): void;
}

/**
 * Records the requests to servers of this process, without a proxy.
 *
 * @param ports - of the servers
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function recordRequests(ports: ReadonlySet<number | undefined>): RequestRecord {
  const requests: AgentRequest[] = [];
  const open = new WeakMap<ServerResponse, AgentRequest>();

  function begin(message: unknown): void {
    const { request, response } = message as Exchange;
    if (ports.has(request.socket.localPort)) {
      const { authorization } = request.headers;
      const tokenDigest = authorization === undefined ? undefined : digestToken(authorization);
      const recorded = { tokenDigest, status: undefined };
      requests.push(recorded);
      open.set(response, recorded);
    }
  }

  function end(message: unknown): void {
    const { response } = message as Exchange;
    const recorded = open.get(response);
    if (recorded !== undefined) {
      recorded.status = response.statusCode;
    }
  }

  subscribe("http.server.request.start", begin);
  subscribe("http.server.response.finish", end);
  return {
    requests,
    stop() {
      unsubscribe("http.server.request.start", begin);
      unsubscribe("http.server.response.finish", end);
    },
  };
}

/** Replaces a token in the output of failing tests. */
export function digestToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}
