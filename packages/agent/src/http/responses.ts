import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { AgentError } from "../core/errors.ts";
import type { ConnectionWatch } from "./listener.ts";
import { nodeHttp } from "./node-http.ts";

/**
 * Sends credentials.
 *
 * @param body - JSON, of ASCII alone: as such Node.js writes it together with the headers, at once
 */
export function writeCredentialsAnswer(response: ServerResponse, body: string): void {
  response
    .writeHead(200, [
      "content-type",
      "application/json",
      "cache-control",
      "no-store",
      "content-length",
      String(body.length),
    ])
    .end(body, "latin1");
}

/** Sends why there are no credentials, as JSON. */
export function writeErrorAnswer(response: ServerResponse, error: AgentError): void {
  const body = Buffer.from(writeError(error));
  const allow = error.status === 405 ? ["allow", "GET"] : [];
  response
    .writeHead(error.status, [
      ...allow,
      "content-type",
      "application/json",
      "content-length",
      String(body.length),
    ])
    .end(body);
}

/** Writes the whole answer of an error, its head included, for a connection that is then closed. */
export function writeWholeAnswer(error: AgentError): string {
  const body = writeError(error);
  return (
    `HTTP/1.1 ${error.status} ${nodeHttp.STATUS_CODES[error.status]}\r\nconnection: close\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Writes an error as AWS SDKs read it: the one for JavaScript looks for capital names, others for small ones. */
function writeError({ code, message }: AgentError): string {
  return JSON.stringify({ code, message, Code: code, Message: message });
}

/** How long a client has to take such an answer; after that, its half of the connection is closed, too. */
const lingerMs = 1_000;

/**
 * Answers what is no HTTP request, or not in time, and closes the connection.
 *
 * @param error - what Node.js says of it
 * @param watch - is asked for the answer
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  watch: ConnectionWatch,
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const answer = watch.onBrokenRequest(describeBrokenRequest(error.code), socket);
  if (answer === undefined) {
    return;
  }
  socket.end(writeWholeAnswer(answer));
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
