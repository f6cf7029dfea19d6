import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect } from "vitest";
import type { Handler } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

/** A request. It is sent without changes. */
export interface TestRequest {
  method: string;
  /** The target: path and query, percent-encoded. */
  path: string;
  headers: Record<string, string>;
  /** Without a body, nothing is sent after the headers. */
  body?: string | Uint8Array;
}

/** A response as it was received. */
export interface TestResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A valid request. */
export const validRequest: TestRequest = {
  method: "POST",
  path: "/clusters/prod/assume-role-for-pod-identity",
  headers: { "content-type": "application/json" },
  body: '{"token": "header.payload.signature"}',
};

/** The stub's handler on a free port of 127.0.0.1. */
export class StubServer implements AsyncDisposable {
  readonly #listening: LoopbackServer;

  private constructor(listening: LoopbackServer) {
    this.#listening = listening;
  }

  static async start(handler: Handler): Promise<StubServer> {
    const server = createServer(createNodeListener(handler));
    // A client that reuses a connection just when the server closes it gets ECONNRESET. That happens on a busy machine.
    server.keepAliveTimeout = 0;
    return new StubServer(await listenOnLoopback(server));
  }

  get port(): number {
    return this.#listening.port;
  }

  get url(): string {
    return this.#listening.url;
  }

  /** Sends a request on a new connection. */
  async call({ method, path, headers, body }: TestRequest): Promise<TestResponse> {
    const outgoing = request({ host: "127.0.0.1", port: this.port, method, path, headers, agent: false });
    if (body !== undefined) {
      // For some methods Node.js doesn't add it.
      outgoing.setHeader("content-length", Buffer.byteLength(body));
    }
    outgoing.end(body);
    const [incoming] = await once(outgoing, "response");
    return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
  }

  /** Checks that a valid request still succeeds. */
  async expectStillServing(): Promise<void> {
    expect(await this.call(validRequest), "a valid request still succeeds").toMatchObject({ status: 200 });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#listening[Symbol.asyncDispose]());
  }
}
