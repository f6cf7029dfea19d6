import type { Agent } from "node:http";
import type { Transport } from "../http/transport.ts";
import { sendByNode } from "./node-request.ts";
import type { PlatformTransportOptions } from "./platform.ts";

/** Creates a transport of `node:http` and `node:https`, with connections that stay open between requests. */
export function createNodeTransport({ agent }: PlatformTransportOptions): Transport {
  const ownAgents: Record<string, Agent> = {};

  return {
    async send(request, options) {
      const { protocol } = request;
      // An import creates a namespace with all exports, and loads undici for one of them.
      const http = process.getBuiltinModule(protocol === "http:" ? "node:http" : "node:https");
      const chosen = typeof agent === "function" ? await agent(request) : agent;
      // As many connections to a server as the official client opens. Further requests wait.
      ownAgents[protocol] ??= new http.Agent({ keepAlive: true, maxSockets: 50 });
      return sendByNode(http, (chosen as Agent | undefined) ?? ownAgents[protocol], request, options);
    },
    close() {
      for (const own of Object.values(ownAgents)) {
        // Connections that are in use close when their request ends.
        own.maxFreeSockets = 0;
        for (const socket of Object.values(own.freeSockets).flat()) {
          socket?.destroy();
        }
      }
    },
  };
}
