import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { promisify } from "node:util";

/** A proxy that connects where it is asked to, and keeps what it was asked. */
export class ConnectProxy implements AsyncDisposable {
  /** `host:port`, as it stood behind `CONNECT`. */
  readonly targets: string[] = [];
  /** What else was sent to it: a proxy for http would be asked so. */
  readonly others: (string | undefined)[] = [];
  /** Whether it takes a `CONNECT` and says nothing. */
  isSilent = false;
  /** Whether it refuses to connect. */
  isRefusing = false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.others.push(request.url);
      response.writeHead(400).end();
    });
    this.#server.on("connect", ({ url = "" }, socket) => {
      this.targets.push(url);
      socket.on("error", () => {});
      if (this.isSilent) {
        socket.resume().once("end", () => socket.destroy());
        return;
      }
      if (this.isRefusing) {
        socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      const { hostname, port } = new URL(`http://${url}`);
      const target = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
    });
  }

  static async start(): Promise<ConnectProxy> {
    const itself = new ConnectProxy();
    itself.#server.listen(0, "127.0.0.1");
    await once(itself.#server, "listening");
    return itself;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections are open. */
  countConnections(): Promise<number> {
    return promisify(this.#server.getConnections.bind(this.#server))();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
