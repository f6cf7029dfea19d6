/**
 * A program: `node:http` alone, which answers everything as the agent answers a pod whose credentials it keeps. Its
 * argument is when they end, in milliseconds since 1970.
 */
import { createServer } from "node:http";
import { hostServer } from "../../../measure/host-server.ts";
import { writeAnswer } from "../../upstream/sample-answer.ts";

// A text: Node.js writes it together with the head, which is faster than a buffer behind it. It is ASCII.
const body = writeAnswer(Number(process.argv[2]));

// The agent keeps connections for so long, and a header says so.
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
