import { once } from "node:events";
import type { IncomingHttpHeaders, Server } from "node:http";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import type { Handler } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";
import { goodRequest } from "./good-request.ts";

/** A request, sent exactly as it stands here. */
export interface Sent {
  method: string;
  /** The target: path and query, percent-encoded. */
  path: string;
  headers: Record<string, string>;
  /** Without one, no byte follows the headers. */
  body?: string | Uint8Array;
}

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A handler that listens on a free port of 127.0.0.1, until the end of the block that holds it. */
export class HostedServer implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(handler: Handler): Promise<HostedServer> {
    const server = createServer(createNodeListener(handler));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new HostedServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Sends a request on a connection of its own. */
  async call({ method, path, headers, body }: Sent): Promise<Answer> {
    const outgoing = request({ host: "127.0.0.1", port: this.port, method, path, headers, agent: false });
    if (body !== undefined) {
      // For some methods Node.js wouldn't add it.
      outgoing.setHeader("content-length", Buffer.byteLength(body));
    }
    outgoing.end(body);
    const [incoming] = await once(outgoing, "response");
    return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
  }

  /** Fails unless a good request succeeds: whatever came before has not harmed the server. */
  async expectToLiveOn(): Promise<void> {
    const answer = await this.call(goodRequest);
    expect(answer, "the server goes on living").toMatchObject({ status: 200 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
