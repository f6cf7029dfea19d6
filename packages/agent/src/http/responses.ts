import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { maxClockOffsetMs } from "@eks-auth/transport";
import { AgentError, UpstreamError } from "../core/errors.ts";
import { nodeHttp } from "./node-http.ts";

/**
 * Sends credentials.
 *
 * @param body - JSON in ASCII. As latin1, Node.js writes it together with the headers, in one piece.
 */
export function sendCredentials(response: ServerResponse, body: string): void {
  const length = String(body.length);
  const headers = ["content-type", "application/json", "cache-control", "no-store", "content-length", length];
  response.writeHead(200, headers).end(body, "latin1");
}

/** Sends an error as JSON. */
export function sendError(response: ServerResponse, error: AgentError): void {
  const body = Buffer.from(writeBody(error));
  const headers = ["content-type", "application/json", "content-length", String(body.length)];
  const allow = error.status === 405 ? ["allow", "GET"] : [];
  response.writeHead(error.status, [...allow, ...headers]).end(body);
}

/** Writes a whole HTTP response with an error, for a connection that is closed after it. */
export function writeRawError(error: AgentError): string {
  const body = writeBody(error);
  return (
    `HTTP/1.1 ${error.status} ${nodeHttp.STATUS_CODES[error.status]}\r\nconnection: close\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** How long a client can take to read a raw error and to close its side. After that, the connection is destroyed. */
const lingerMs = 1_000;

/** Sends a whole HTTP response with an error, and closes the connection. */
export function endWithError(socket: Socket, error: AgentError): void {
  socket.end(writeRawError(error));
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}

/**
 * Creates the error for a request that Node.js could not parse, or that was not complete in time.
 *
 * @param code - the code of Node.js's error
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function createParseError(code: string | undefined): AgentError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new AgentError(
        "headers_too_large",
        "The headers are larger than 16 kB. Send only the token: it has about 2 kB.",
      );
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new AgentError("request_timeout", "The request was not complete in time.");
    default:
      return new AgentError("bad_request", "This is not an HTTP request. Use HTTP/1.1 without TLS.");
  }
}

/** Writes the JSON body of an error. The AWS SDK for JavaScript reads the capitalized members, others the lower-case ones. */
function writeBody(error: AgentError): string {
  const { code, message, reason } = error;
  const ofApi = error instanceof UpstreamError ? describeApi(error) : {};
  return JSON.stringify({ code, message, Code: code, Message: message, reason, ...ofApi });
}

/** What the owner of a pod needs to know of the call to the API: `eks-auth doctor` reads it. */
function describeApi({ apiReason, cluster, apiClockOffsetMs = 0 }: UpstreamError) {
  const differs = Math.abs(apiClockOffsetMs) > maxClockOffsetMs;
  const apiClockOffsetSeconds = differs ? Math.round(apiClockOffsetMs / 1000) : undefined;
  return { apiReason, cluster, apiClockOffsetSeconds };
}
