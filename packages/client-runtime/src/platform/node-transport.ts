import type { Agent } from "node:http";
import type { HttpRequest } from "../http/request.ts";
import type { Transport } from "../http/transport.ts";
import { http, https } from "./node-modules.ts";
import { sendByNode } from "./node-request.ts";
import type { PlatformTransportOptions } from "./platform.ts";

/** As many connections to a server as the official client opens. Further requests wait. */
const agentOptions = { keepAlive: true, maxSockets: 50 };

/** Creates a transport of `node:http` and `node:https`, with connections that stay open between requests. */
export function createNodeTransport({ agent }: PlatformTransportOptions): Transport {
  const ownAgents: Partial<Record<HttpRequest["protocol"], Agent>> = {};

  return {
    async send(request, options) {
      const { protocol, host } = request;
      const { Agent } = protocol === "http:" ? http : https;
      const chosen = typeof agent === "function" ? await agent({ protocol, host }) : agent;
      ownAgents[protocol] ??= new Agent(agentOptions);
      return sendByNode(request, options, (chosen as Agent | undefined) ?? ownAgents[protocol]);
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
