import { once } from "node:events";
import type { Agent, IncomingHttpHeaders, Server } from "node:http";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import type { Handler } from "../src/index.ts";
import { createNodeListener } from "../src/node/listener.ts";

/** A request, sent exactly as it stands here. */
export interface TestRequest {
  method?: string;
  /** The target: path and query, percent-encoded. */
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Keeps connections alive where a test is about that; without one, each call opens its own. */
  agent?: Agent;
}

/** An answer as it came over the wire. */
export interface TestResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A handler that listens on a free port of 127.0.0.1, until the end of the block that holds it. */
export class TestServer implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(handler: Handler): Promise<TestServer> {
    const server = createServer(createNodeListener(handler));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TestServer(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many connections are open. */
  async countConnections(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#server.getConnections((_, count) => resolve(count));
    return promise;
  }

  /** Sends a request; unless told otherwise, a good one of the greeter. */
  async call(sent: TestRequest = {}): Promise<TestResponse> {
    const { method = "POST", path = "/greetings/Ada", agent, body = '{"greeting":"Hi"}' } = sent;
    const { headers = { "content-type": "application/json" } } = sent;
    const outgoing = request({
      host: "127.0.0.1",
      port: this.port,
      method,
      path,
      headers:
        "transfer-encoding" in headers ? headers : { "content-length": Buffer.byteLength(body), ...headers },
      agent: agent ?? false,
    });
    outgoing.end(body);
    const [incoming] = await once(outgoing, "response");
    return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
  }

  /** Fails unless a good request succeeds: whatever came before has not harmed the server. */
  async expectStillServing(): Promise<void> {
    const { status, body } = await this.call();
    expect({ status, body }).toEqual({ status: 200, body: '{"text":"Hi, Ada"}' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
