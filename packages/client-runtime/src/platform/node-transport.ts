import type { Agent } from "node:http";
import type { HttpRequest } from "../http/request.ts";
import type { Transport } from "../http/transport.ts";
import { sendByNode } from "./node-request.ts";
import type { PlatformTransportOptions } from "./platform.ts";

// An import of `node:http` creates a namespace with all its exports, and loads undici for one of them.
const modules = {
  "http:": process.getBuiltinModule("node:http"),
  "https:": process.getBuiltinModule("node:https"),
};

/** As many connections to a server as the official client opens. Further requests wait. */
const agentOptions = { keepAlive: true, maxSockets: 50 };

/** Creates a transport of `node:http` and `node:https`, with connections that stay open between requests. */
export function createNodeTransport({ agent }: PlatformTransportOptions): Transport {
  const ownAgents = new Map<HttpRequest["protocol"], Agent>();

  function getOwnAgent(protocol: HttpRequest["protocol"]): Agent {
    let own = ownAgents.get(protocol);
    if (own === undefined) {
      own = new modules[protocol].Agent(agentOptions);
      ownAgents.set(protocol, own);
    }
    return own;
  }

  return {
    async send(request, options) {
      const { protocol, host } = request;
      const chosen = typeof agent === "function" ? await agent({ protocol, host }) : agent;
      const connections = (chosen as Agent | undefined) ?? getOwnAgent(protocol);
      return sendByNode(modules[protocol].request, connections, request, options);
    },
    close() {
      for (const own of ownAgents.values()) {
        own.maxFreeSockets = 0;
        for (const socket of Object.values(own.freeSockets).flat()) {
          socket?.destroy();
        }
      }
    },
  };
}
