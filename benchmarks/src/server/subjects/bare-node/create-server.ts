import { randomUUID } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import type { AssumeRole, CreateServer } from "../../subject.ts";
import { requireAcceptsJson } from "./accept.ts";
import { isPreflight, pageHeaders, preflightHeaders } from "./cors.ts";
import { Fault } from "./fault.ts";
import { parseBody, readBody } from "./read-body.ts";
import { readInput } from "./read-input.ts";

const path = /^\/clusters\/([^/?]+)\/assume-role-for-pod-identity(?:\?|$)/;

/** How long the rest of a body that nobody wants may take, in milliseconds. */
const lingerMs = 5_000;

/**
 * `node:http` alone, and by hand all that our stub does for this one operation: what a generated stub is measured
 * against. It answers as the stub does, to good and to bad requests.
 */
export const createServer: CreateServer = (assumeRole) =>
  createHttpServer((incoming, outgoing) => {
    outgoing.on("error", () => {});
    void listen(assumeRole, incoming, outgoing);
  });

async function listen(
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
        answer(incoming, outgoing, requestId, 204, preflightHeaders, undefined);
        return;
      }
      throw new Fault("MethodNotAllowedException", 405, "This path takes POST.", { allow: "POST" });
    }
    const body = await readBody(incoming);
    requireAcceptsJson(incoming);
    const input = readInput(label, parseBody(incoming, body));
    const output = JSON.stringify(writeOutput(await assumeRole(input)));
    answer(incoming, outgoing, requestId, 200, {}, output);
  } catch (error) {
    const fault =
      error instanceof Fault
        ? error
        : new Fault("InternalServerException", 500, "The service met an unexpected error.");
    const headers = { ...fault.headers, "x-amzn-errortype": fault.name };
    answer(incoming, outgoing, requestId, fault.status, headers, JSON.stringify({ message: fault.message }));
  }
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

function answer(
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
    Object.assign(headers, pageHeaders);
  }
  outgoing.writeHead(status, headers);
  if (incoming.complete) {
    outgoing.end(body);
    return;
  }
  // To end before the body has arrived would reset the connection under a caller that still sends.
  outgoing.write(body ?? "");
  const timer = setTimeout(() => incoming.destroy(), lingerMs);
  incoming.once("close", () => {
    clearTimeout(timer);
    outgoing.end();
  });
  incoming.resume();
}
