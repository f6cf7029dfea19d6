import { randomUUID } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import type { AssumeRole, CreateServer } from "../create-server.ts";
import { Fault, parseBody, readBody, readInput, requireAcceptsJson } from "./bare-node-request.ts";

const path = /^\/clusters\/([^/?]+)\/assume-role-for-pod-identity(?:\?|$)/;

/** How long the unread rest of a request body can take, in milliseconds. */
const lingerMs = 5_000;

/** The headers of the response to a CORS preflight. */
const preflightHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers":
    "accept, content-type, amz-sdk-invocation-id, amz-sdk-request, x-amz-user-agent, authorization, " +
    "x-amz-content-sha256, x-amz-date, x-amz-security-token",
  "access-control-max-age": "600",
};

/** The headers that let a web page read a response. */
const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-errortype, x-amzn-requestid",
};

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
    const label = path.exec(incoming.url ?? "")?.[1];
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
    requireAcceptsJson(incoming);
    const input = readInput(label, parseBody(incoming, body));
    const output = JSON.stringify(writeOutput(await assumeRole(input)));
    respond(incoming, outgoing, requestId, 200, {}, output);
  } catch (error) {
    const fault =
      error instanceof Fault ? error : new Fault("InternalServerException", 500, "Unexpected error.");
    const headers = { ...fault.headers, "x-amzn-errortype": fault.name };
    respond(incoming, outgoing, requestId, fault.status, headers, JSON.stringify({ message: fault.message }));
  }
}

function isPreflight(incoming: IncomingMessage): boolean {
  return (
    incoming.method === "OPTIONS" &&
    incoming.headers.origin !== undefined &&
    incoming.headers["access-control-request-method"] !== undefined
  );
}

function writeOutput(output: AssumeRoleForPodIdentityResponse): object {
  const { credentials } = output;
  return {
    subject: output.subject,
    audience: output.audience,
    podIdentityAssociation: output.podIdentityAssociation,
    assumedRoleUser: output.assumedRoleUser,
    credentials: {
      sessionToken: credentials.sessionToken,
      secretAccessKey: credentials.secretAccessKey,
      accessKeyId: credentials.accessKeyId,
      expiration: credentials.expiration.getTime() / 1000,
    },
  };
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
