/**
 * Serves what the agent responds to a pod with cached credentials, to every request and with only `node:http`. Argument:
 * when the credentials expire, in milliseconds since 1970.
 */
import { createServer } from "node:http";
import { hostServer } from "../report-usage.ts";
import { writeAgentResponse } from "./credentials.ts";

// Node.js writes a string together with the headers, which is faster than a buffer after them. It is ASCII.
const body = writeAgentResponse(Number(process.argv[2]));

// The agent's timeout, which is also in the keep-alive header.
const server = createServer({ keepAliveTimeout: 30_000 }, (_request, response) => {
  response
    .writeHead(200, [
      "content-type",
      "application/json",
      "cache-control",
      "no-store",
      "content-length",
      String(body.length),
    ])
    .end(body);
});
await hostServer(server);
