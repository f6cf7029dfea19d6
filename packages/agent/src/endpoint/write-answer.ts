import type { ServerResponse } from "node:http";
import type { AgentError } from "../agent-error.ts";
import { nodeHttp } from "../node-http.ts";

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
