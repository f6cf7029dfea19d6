/** Serves the stub over HTTP/2 without TLS, for a proxy that speaks it, and stops gracefully. */
import { createServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createHttp2Listener } from "@eks-auth/server/http2";
import { service } from "../stub-service.ts";

const settings = { maxConcurrentStreams: 100 };
export const server: Http2Server = createServer(
  { settings, maxSessionMemory: 10 },
  createHttp2Listener(createEKSAuthFrontendHandler(service)),
);
// Closes connections on which nothing was sent or received for a minute, also if a response waits for its reader.
server.setTimeout(60_000);

const sessions = new Set<ServerHttp2Session>();
server.on("session", (session) => {
  sessions.add(session);
  session.once("close", () => sessions.delete(session));
});

server.listen(Number(process.env.PORT ?? 8490), "127.0.0.1");

process.once("SIGTERM", () => {
  server.close();
  for (const session of sessions) {
    // Sends GOAWAY, answers the open streams, and closes the connection.
    session.close();
  }
});
