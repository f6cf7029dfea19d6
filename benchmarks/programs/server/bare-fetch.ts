import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
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

/**
 * What the stub as a function of `Request` and `Response` is compared with: the operation written by hand as such a
 * function, on the same adapter. It responds like the stub to valid and invalid requests.
 */
export const createServer: CreateServer = (assumeRole) =>
  createAdaptorServer({ fetch: (request) => handle(assumeRole, request) }) as Server;

async function handle(assumeRole: AssumeRole, request: Request): Promise<Response> {
  try {
    const { url, method, headers } = request;
    const label = operationPath.exec(url.slice(url.indexOf("/", 8)))?.[1];
    if (label === undefined) {
      throw new Fault("UnknownOperationException", 404, "No operation has this path.");
    }
    if (method !== "POST") {
      if (method === "OPTIONS" && headers.has("origin") && headers.has("access-control-request-method")) {
        return respond(request, 204, preflightHeaders, undefined);
      }
      throw new Fault("MethodNotAllowedException", 405, "This path takes POST.", { allow: "POST" });
    }
    const body = await readBody(request);
    requireAcceptsJson(headers.get("accept") ?? undefined);
    const input = readInput(label, parseBody(headers.get("content-type") ?? undefined, body));
    return respond(request, 200, {}, writeOutput(await assumeRole(input)));
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault("InternalServerException", 500, "Unexpected error.");
    const headers = { ...fault.headers, "x-amzn-errortype": fault.name };
    return respond(request, fault.status, headers, JSON.stringify({ message: fault.message }));
  }
}

/** @throws {Fault} 413 if the body is too large */
async function readBody(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length")) > maxBytes) {
    throw createTooLarge();
  }
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > maxBytes) {
    throw createTooLarge();
  }
  return body;
}

function respond(
  request: Request,
  status: number,
  extraHeaders: Readonly<Record<string, string>>,
  body: string | undefined,
): Response {
  const headers: Record<string, string> = { ...extraHeaders, "x-amzn-requestid": randomUUID() };
  if (body !== undefined) {
    headers["content-type"] = "application/json";
    headers["content-length"] = String(Buffer.byteLength(body));
  }
  if (request.headers.has("origin")) {
    Object.assign(headers, corsHeaders);
  }
  return new Response(body ?? null, { status, headers });
}
