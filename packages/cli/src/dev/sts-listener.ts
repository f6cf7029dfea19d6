import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { createAssumedRole, parseRoleArn, type SessionKeys, verifySessionToken } from "@eks-auth/service";

/** In characters; an operation and a version take about fifty. */
const maxBodyLength = 10_000;

/**
 * Creates an STS that answers only GetCallerIdentity, so that `aws sts get-caller-identity` works with development
 * credentials. It verifies the session token. It can't verify the signature, since the secret key is not stored.
 *
 * @param keys - those of the issuer of the credentials
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsListener(keys: SessionKeys): RequestListener {
  return async (request, response) => {
    try {
      const { status, content } = await respond(request, keys);
      response.writeHead(status, {
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

async function respond(request: IncomingMessage, keys: SessionKeys): Promise<StsResponse> {
  const parameters = await readParameters(request);
  if (parameters.get("Action") !== "GetCallerIdentity") {
    return createError(
      400,
      "InvalidAction",
      "The STS of a development cluster supports only GetCallerIdentity.",
    );
  }
  try {
    const session = await verifySessionToken(readSessionToken(request), keys);
    const role = parseRoleArn(session.roleArn);
    if (
      role === undefined ||
      !request.headers.authorization?.includes(`Credential=${session.accessKeyId}/`)
    ) {
      throw new Error("The access key is not the session's.");
    }
    const { arn, id } = createAssumedRole(role, session.sessionName);
    return {
      status: 200,
      content:
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
        `<Arn>${arn}</Arn><UserId>${id}</UserId><Account>${role.accountId}</Account></GetCallerIdentityResult>` +
        `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
    };
  } catch {
    return createError(
      403,
      "InvalidClientTokenId",
      "The credentials are expired, or not of this development cluster.",
    );
  }
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
