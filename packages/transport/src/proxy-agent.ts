import type { ClientRequest, ClientRequestArgs, IncomingMessage } from "node:http";
import { Agent, type AgentOptions, request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { nodeHttp } from "./node-http.ts";
import { ProxyRefusedError } from "./proxy.ts";

interface ProxyConnections {
  /** The proxy's URL. */
  readonly proxy: URL;
  /** The server's URL. */
  readonly server: string;
  /** The authorities that the server's certificate must be from, and the client's certificate. */
  readonly tls: AgentOptions;
  /** How long a connection can take, in milliseconds. */
  readonly timeoutMs: number;
}

/** An agent that connects to a server through a proxy. */
export class ProxyAgent extends Agent {
  readonly #connections: ProxyConnections;

  constructor(connections: ProxyConnections, options: AgentOptions) {
    super({ ...options, ...connections.tls });
    this.#connections = connections;
  }

  override createConnection(
    options: ClientRequestArgs,
    callback: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const fail = callback as (error: Error) => void;
    connectThrough(this.#connections)
      .then((socket) => {
        const connection = super.createConnection({ ...options, socket } as ClientRequestArgs);
        callback(null, connection as Duplex);
      })
      .catch(fail);
  }
}

/**
 * Asks the proxy for a connection to the server. Node.js limits the size of its answer, as of all headers.
 *
 * @throws ProxyRefusedError if the proxy answers anything else: it must not be taken for an answer of the server, whose
 * certificate was not verified yet
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
function connectThrough(connections: ProxyConnections): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const request = sendConnect(connections);
    const error = new Error("The proxy did not connect in time.");
    const expire = (): void => void request.destroy(Object.assign(error, { name: "TimeoutError" }));
    // The time limit of the request to the server cannot abort this one.
    const timer = setTimeout(expire, connections.timeoutMs);
    request.once("connect", ({ statusCode = 0 }: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (statusCode === 200) {
        socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        reject(new ProxyRefusedError(statusCode));
      }
    });
    request.on("error", reject);
    request.once("close", () => {
      clearTimeout(timer);
      reject(new Error("The proxy closed the connection without an answer."));
    });
  });
}

function sendConnect({ proxy, server }: ProxyConnections): ClientRequest {
  const { hostname, port } = new URL(server);
  const target = `${hostname}:${port || 443}`;
  const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const send = proxy.protocol === "https:" ? requestHttps : nodeHttp.request;
  const request = send({
    host: proxy.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
    method: "CONNECT",
    path: target,
    setHost: false,
    headers: { host: target, ...(user && { "proxy-authorization": authorization }) },
    agent: false,
  });
  request.end();
  return request;
}
