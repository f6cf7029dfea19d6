import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { createAssumedRole, parseRoleArn, type SessionKeys, verifySessionToken } from "@eks-auth/service";

/** In characters; an operation and a version take some fifty. */
const maxBodyLength = 10_000;

/**
 * Makes what answers as AWS STS does, and knows one operation: GetCallerIdentity, so that development credentials can be
 * asked whose they are. It goes by the session token. Nobody has kept the secret key, so a signature can't be verified.
 *
 * @param publicKey - of the issuer that made the credentials
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsListener({ publicKey }: Pick<SessionKeys, "publicKey">): RequestListener {
  return async (request, response) => {
    try {
      const { status, content } = await answer(request, publicKey);
      response.writeHead(status, {
        "content-type": "text/xml",
        "content-length": Buffer.byteLength(content),
      });
      response.end(content);
    } catch {
      // Whoever asked has hung up in the middle.
      response.destroy();
    }
  };
}

interface Answer {
  readonly status: number;
  readonly content: string;
}

async function answer(request: IncomingMessage, publicKey: SessionKeys["publicKey"]): Promise<Answer> {
  const parameters = await readParameters(request);
  if (parameters.get("Action") !== "GetCallerIdentity") {
    return refuse(
      400,
      "InvalidAction",
      "This is the STS of a development cluster. It knows GetCallerIdentity alone.",
    );
  }
  try {
    const session = await verifySessionToken(readSessionToken(request), publicKey);
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
    return refuse(
      403,
      "InvalidClientTokenId",
      "The credentials are not of this development cluster, or have ended.",
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

function refuse(status: number, code: string, message: string): Answer {
  return {
    status,
    content:
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>` +
      `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}
