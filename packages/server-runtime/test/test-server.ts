import { once } from "node:events";
import { type Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect } from "vitest";
import type { Handler } from "../src/index.ts";
import { createNodeListener, type NodeListenerOptions } from "../src/node/listener.ts";

/** A request. It is sent without changes; by default it is a valid one of the greeter. */
export interface TestRequest {
  method?: string;
  /** The target: path and query, percent-encoded. */
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Keeps connections alive. Without an agent, each call opens a connection. */
  agent?: Agent;
}

export interface TestResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A handler on a free port of 127.0.0.1. */
export class TestServer implements AsyncDisposable {
  readonly #listening: LoopbackServer;

  private constructor(listening: LoopbackServer) {
    this.#listening = listening;
  }

  static async start(handler: Handler, options?: NodeListenerOptions): Promise<TestServer> {
    const server = createServer(createNodeListener(handler, options));
    // A client that reuses a connection just when the server closes it gets ECONNRESET. That happens on a busy machine.
    server.keepAliveTimeout = 0;
    return new TestServer(await listenOnLoopback(server));
  }

  get port(): number {
    return this.#listening.port;
  }

  get url(): string {
    return this.#listening.url;
  }

  countConnections(): Promise<number> {
    return this.#listening.countConnections();
  }

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

  async expectStillServing(): Promise<void> {
    const { status, body } = await this.call();
    expect({ status, body }).toEqual({ status: 200, body: '{"text":"Hi, Ada"}' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listening[Symbol.asyncDispose]();
  }
}
