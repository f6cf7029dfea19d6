import { randomUUID } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AssumeRole, CreateServer } from "../create-server.ts";
import {
  corsHeaders,
  createTooLarge,
  Fault,
  maxBytes,
  operationPath,
  parseBody,
  preflightHeaders,
  readInput,
  requireAcceptsJson,
  writeOutput,
} from "./bare-operation.ts";

/** How long the unread rest of a request body can take, in milliseconds. */
const lingerMs = 5_000;

/**
 * The baseline of the stub's benchmark: the operation written by hand on `node:http`, without any package. It responds
 * like the stub to valid and invalid requests.
 */
export const createServer: CreateServer = (assumeRole) =>
  createHttpServer((incoming, outgoing) => {
    outgoing.on("error", () => {});
    void handle(assumeRole, incoming, outgoing);
  });

async function handle(
  assumeRole: AssumeRole,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  try {
    const label = operationPath.exec(incoming.url ?? "")?.[1];
    if (label === undefined) {
      throw new Fault("UnknownOperationException", 404, "No operation has this path.");
    }
    if (incoming.method !== "POST") {
      if (isPreflight(incoming)) {
        respond(incoming, outgoing, requestId, 204, preflightHeaders, undefined);
        return;
      }
      throw new Fault("MethodNotAllowedException", 405, "This path takes POST.", { allow: "POST" });
    }
    const body = await readBody(incoming);
    requireAcceptsJson(incoming.headers.accept);
    const input = readInput(label, parseBody(incoming.headers["content-type"], body));
    const output = writeOutput(await assumeRole(input));
    respond(incoming, outgoing, requestId, 200, {}, output);
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault("InternalServerException", 500, "Unexpected error.");
    const headers = { ...fault.headers, "x-amzn-errortype": fault.name };
    respond(incoming, outgoing, requestId, fault.status, headers, JSON.stringify({ message: fault.message }));
  }
}

/**
 * Reads the request body.
 *
 * @throws {Fault} 413 if the body is too large
 */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"]) > maxBytes) {
      reject(createTooLarge());
      return;
    }
    let chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
      } else {
        chunks = [];
        reject(createTooLarge());
      }
    });
    incoming.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

function isPreflight(incoming: IncomingMessage): boolean {
  return (
    incoming.method === "OPTIONS" &&
    incoming.headers.origin !== undefined &&
    incoming.headers["access-control-request-method"] !== undefined
  );
}

function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  requestId: string,
  status: number,
  extraHeaders: Readonly<Record<string, string>>,
  body: string | undefined,
): void {
  if (outgoing.destroyed) {
    return;
  }
  const headers: Record<string, string | number> = { ...extraHeaders, "x-amzn-requestid": requestId };
  if (body !== undefined) {
    headers["content-type"] = "application/json";
    headers["content-length"] = Buffer.byteLength(body);
  }
  if (incoming.headers.origin !== undefined) {
    Object.assign(headers, corsHeaders);
  }
  outgoing.writeHead(status, headers);
  if (incoming.complete) {
    outgoing.end(body);
    return;
  }
  // Ending the response before the body has arrived would reset the connection of a client that still sends.
  outgoing.write(body ?? "");
  const timer = setTimeout(() => incoming.destroy(), lingerMs);
  incoming.once("close", () => {
    clearTimeout(timer);
    outgoing.end();
  });
  incoming.resume();
}
