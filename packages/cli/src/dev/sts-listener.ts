import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { nameAssumedRole, parseRoleArn, type SessionKeys, verifySessionToken } from "@eks-auth/service";

/**
 * Makes what answers as AWS STS does, and knows one operation: GetCallerIdentity, so that development credentials can be
 * asked whose they are. It goes by the session token. Nobody has kept the secret key, so a signature can't be verified.
 *
 * @param publicKey - of the issuer that made the credentials
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsListener({ publicKey }: Pick<SessionKeys, "publicKey">): RequestListener {
  return async (request, response) => {
    const { status, content } = await answer(request, publicKey);
    response.writeHead(status, { "content-type": "text/xml", "content-length": Buffer.byteLength(content) });
    response.end(content);
  };
}

interface Answer {
  readonly status: number;
  readonly content: string;
}

async function answer(request: IncomingMessage, publicKey: SessionKeys["publicKey"]): Promise<Answer> {
  const parameters = new URLSearchParams(
    request.method === "POST" ? await text(request) : request.url?.split("?")[1],
  );
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
    const { arn, id } = nameAssumedRole(role, session.sessionName);
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
