import { once } from "node:events";
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Handler } from "@eks-auth/server-runtime";
import { createNodeListener } from "@eks-auth/server-runtime/node";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type Answer, getTarget, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";

/**
 * HTTP on a free port of 127.0.0.1. The client adds no header except the length of the body: an input with an empty
 * prefix takes every header.
 */
export const nodeAdapter: Adapter = {
  name: "./node",
  async open(handler) {
    const server = await listen(handler);
    return {
      send: (wireRequest) => sendOverHttp(server.port, wireRequest),
      close: async () => server[Symbol.asyncDispose](),
    };
  },
};

async function sendOverHttp(port: number, wireRequest: WireRequest): Promise<Answer> {
  const { method, headers, body } = wireRequest;
  const outgoing = request({
    host: "127.0.0.1",
    port,
    method,
    path: getTarget(wireRequest),
    headers: Object.fromEntries(headers),
    agent: false,
    setHost: false,
  });
  outgoing.removeHeader("connection");
  if (body.length > 0) {
    // For some methods Node.js would send the body in chunks.
    outgoing.setHeader("content-length", body.length);
  }
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
}

/** Starts a server with `./node`. It never closes an idle connection, which a client could be about to use. */
export function listen(handler: Handler): Promise<LoopbackServer> {
  const options = { requireHostHeader: false, keepAliveTimeout: 0 };
  return listenOnLoopback(createServer(options, createNodeListener(handler)));
}
