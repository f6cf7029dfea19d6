import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Handler } from "@eks-auth/server-runtime";
import { createNodeListener } from "@eks-auth/server-runtime/node";
import { type Answer, getTarget, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";

/**
 * HTTP on a free port of 127.0.0.1. Path and headers go out as they are given, and nothing with them but the length of
 * the body: an empty prefix takes every header, so one that the client adds would become part of an input.
 */
export const nodeAdapter: Adapter = {
  name: "./node",
  async open(handler) {
    const { port, close } = await listen(handler);
    return { send: (wireRequest) => sendOverHttp(port, wireRequest), close };
  },
};

async function sendOverHttp(port: number, wireRequest: WireRequest): Promise<Answer> {
  const { method, headers, body } = wireRequest;
  const outgoing = request({
    host: "127.0.0.1",
    port,
    method,
    path: getTarget(wireRequest),
    headers,
    agent: false,
    setHost: false,
  });
  outgoing.removeHeader("connection");
  if (body.length > 0) {
    // For some methods Node.js wouldn't add it, and would chunk the body instead.
    outgoing.setHeader("content-length", body.length);
  }
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
}

/** A server of Node.js on a free port of 127.0.0.1. */
interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Puts a handler behind `./node` and real HTTP. */
export async function listen(handler: Handler): Promise<Listening> {
  const server = createServer({ requireHostHeader: false }, createNodeListener(handler));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
