import { once } from "node:events";
import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { type Answer, getTarget, type WireRequest } from "../http/message.ts";
import type { Adapter } from "./adapter.ts";
import { listen } from "./listen.ts";

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
