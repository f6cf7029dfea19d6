import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { type LoopbackServer, listenOnLoopback } from "./loopback.ts";

/** An HTTP proxy on 127.0.0.1 that opens tunnels for CONNECT and records the requests. Every name is 127.0.0.1 to it. */
export class ConnectProxy implements AsyncDisposable {
  /** The `host:port` of every CONNECT. */
  readonly targets: string[] = [];
  /** The URL of every other request; a proxy for plain HTTP would get them. */
  readonly others: (string | undefined)[] = [];
  /** Whether it accepts a CONNECT and never answers it. */
  isSilent = false;
  /** Whether it answers a CONNECT with {@link refusal}. */
  isRefusing = false;
  /** A whole HTTP response; by default 502. */
  refusal = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";
  #listening: LoopbackServer | undefined;

  static async start(): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    const server = createServer((request, response) => {
      proxy.others.push(request.url);
      response.writeHead(400).end();
    });
    server.on("connect", ({ url = "" }, socket) => proxy.#open(url, socket as Socket));
    proxy.#listening = await listenOnLoopback(server);
    return proxy;
  }

  get url(): string {
    return this.#listening?.url ?? "";
  }

  /** How many connections are open. */
  async countConnections(): Promise<number> {
    return (await this.#listening?.countConnections()) ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listening?.[Symbol.asyncDispose]();
  }

  #open(authority: string, socket: Socket): void {
    this.targets.push(authority);
    socket.on("error", () => {});
    if (this.isSilent) {
      socket.resume().once("end", () => socket.destroy());
      return;
    }
    if (this.isRefusing) {
      socket.end(this.refusal);
      return;
    }
    const { port } = new URL(`http://${authority}`);
    const target = connect(Number(port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
  }
}
