import { once } from "node:events";
import { connect, createServer } from "node:http2";
import { buffer } from "node:stream/consumers";
import type { HttpRequest } from "@eks-auth/server-runtime";
import { createHttp2Listener } from "@eks-auth/server-runtime/http2";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type Answer, getTarget, lowerCaseNames, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";

/** HTTP/2 without TLS, with one session for all requests. */
export const nodeHttp2Adapter: Adapter = {
  name: "./node, HTTP/2",
  async open(handler) {
    const server = await listenOnLoopback(
      createServer(createHttp2Listener((request) => handler(hideHost(request)))),
    );
    const session = connect(server.url);
    await once(session, "connect");

    async function send(wireRequest: WireRequest): Promise<Answer> {
      const { method, headers, body } = wireRequest;
      const stream = session.request(
        { ":method": method, ":path": getTarget(wireRequest), ...lowerCaseNames(headers) },
        { endStream: body.length === 0 },
      );
      if (body.length > 0) {
        stream.end(body);
      }
      const [answered] = await once(stream, "response");
      const { ":status": status, ...answerHeaders } = answered;
      return { status, headers: answerHeaders, body: await buffer(stream) };
    }

    return {
      send,
      async close() {
        session.destroy();
        await server[Symbol.asyncDispose]();
      },
    };
  },
};

/** A request of HTTP/2 always has a host. Those of the cases have none, and an empty prefix takes every header. */
function hideHost(request: HttpRequest): HttpRequest {
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    peer: request.peer,
    hostRequest: request.hostRequest,
    get signal() {
      return request.signal;
    },
    header: (name) => (name === "host" ? undefined : request.header(name)),
    headerNames: () => [...request.headerNames()].filter((name) => name !== "host"),
    readBody: (maxBytes) => request.readBody(maxBytes),
    streamBody: (maxBytes) => request.streamBody(maxBytes),
  };
}
