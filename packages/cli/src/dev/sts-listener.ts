import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import {
  createAssumedRole,
  parseRoleArn,
  type Session,
  type SessionKeys,
  verifySessionToken,
} from "@eks-auth/service";
import type { Faults } from "./faults/faults.ts";

/** In characters; an operation and a version take about fifty. */
const maxBodyLength = 10_000;

/** How far the time of a request's signature can be from the server's time. */
const maxSkewMs = 5 * 60 * 1000;

/**
 * Creates an STS that answers only GetCallerIdentity, so that `aws sts get-caller-identity` works with development
 * credentials. It verifies the session token. It can't verify the signature, since the secret key is not stored.
 *
 * @param keys - those of the issuer of the credentials
 * @param faults - the fault `clock` shifts its time
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsListener(keys: SessionKeys, faults: Pick<Faults, "draw">): RequestListener {
  return async (request, response) => {
    try {
      const now = new Date(Date.now() + (faults.draw("clock")?.ms ?? 0));
      const { status, content } = await respond(request, keys, now);
      response.writeHead(status, {
        date: now.toUTCString(),
        "content-type": "text/xml",
        "content-length": Buffer.byteLength(content),
      });
      response.end(content);
    } catch {
      // The client closed the connection while it sent the request.
      response.destroy();
    }
  };
}

interface StsResponse {
  readonly status: number;
  readonly content: string;
}

/** @param now - the server's time */
async function respond(request: IncomingMessage, keys: SessionKeys, now: Date): Promise<StsResponse> {
  const parameters = await readParameters(request);
  if (parameters.get("Action") !== "GetCallerIdentity") {
    return createError(
      400,
      "InvalidAction",
      "The STS of a development cluster supports only GetCallerIdentity.",
    );
  }
  const signedAt = readSignatureTime(request, parameters);
  if (signedAt !== undefined && Math.abs(signedAt.getTime() - now.getTime()) > maxSkewMs) {
    const times = `The request was signed at ${signedAt.toISOString()}, the server's time is ${now.toISOString()}.`;
    return createError(403, "SignatureDoesNotMatch", `Signature expired or not yet current. ${times}`);
  }
  const session = await findSession(request, keys);
  const role = session && parseRoleArn(session.roleArn);
  if (session === undefined || role === undefined) {
    return createError(
      403,
      "InvalidClientTokenId",
      "The security token included in the request is not of this development cluster.",
    );
  }
  if (session.expiration.getTime() <= Date.now()) {
    return createError(403, "ExpiredToken", "The security token included in the request is expired");
  }
  const { arn, id } = createAssumedRole(role, session.sessionName);
  return {
    status: 200,
    content:
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
      `<Arn>${arn}</Arn><UserId>${id}</UserId><Account>${role.accountId}</Account></GetCallerIdentityResult>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  };
}

/**
 * Finds the session that a request's credentials are of, also if it has ended.
 *
 * @returns undefined if the credentials are not those of this development cluster
 */
async function findSession(request: IncomingMessage, keys: SessionKeys): Promise<Session | undefined> {
  try {
    // At this time no session had ended.
    const session = await verifySessionToken(readSessionToken(request), keys, new Date(0));
    return request.headers.authorization?.includes(`Credential=${session.accessKeyId}/`)
      ? session
      : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined if the request has no such time, as without a signature */
function readSignatureTime({ headers }: IncomingMessage, parameters: URLSearchParams): Date | undefined {
  const text = headers["x-amz-date"] ?? parameters.get("X-Amz-Date") ?? "";
  const iso = String(text).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

async function readParameters(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method !== "POST") {
    return new URLSearchParams(request.url?.split("?")[1]);
  }
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    body += chunk;
    if (body.length > maxBodyLength) {
      break;
    }
  }
  return new URLSearchParams(body);
}

function readSessionToken({ headers }: IncomingMessage): string {
  const token = headers["x-amz-security-token"];
  return typeof token === "string" ? token : "";
}

function createError(status: number, code: string, message: string): StsResponse {
  return {
    status,
    content:
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>` +
      `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}
