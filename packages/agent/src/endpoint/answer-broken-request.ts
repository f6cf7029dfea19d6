import type { Duplex } from "node:stream";
import { AgentError } from "../agent-error.ts";
import { writeError } from "./write-answer.ts";

const statusTexts: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

/** How long a client has to take such an answer; after that, its half of the connection is closed, too. */
const lingerMs = 1_000;

/**
 * Answers what is no HTTP request, or not in time, and closes the connection.
 *
 * @param error - what Node.js says of it
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const answer = describeBrokenRequest(error.code);
  const body = writeError(answer);
  socket.end(
    `HTTP/1.1 ${answer.status} ${statusTexts[answer.status]}\r\nconnection: close\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // Else whoever never closes its half would hold the connection for ever.
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(cut));
}

function describeBrokenRequest(code: string | undefined): AgentError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new AgentError(
        431,
        "RequestHeaderFieldsTooLarge",
        "The headers are too long. A token has about 2 kB.",
      );
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new AgentError(408, "RequestTimeout", "The request was not whole in time.");
    default:
      return new AgentError(400, "BadRequest", "This is not an HTTP request.");
  }
}
