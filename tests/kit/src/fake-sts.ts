import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "./loopback.ts";

/** A call: its parameters, and the ID of the access key that signed it. */
export interface StsCall {
  readonly parameters: Readonly<Record<string, string>>;
  readonly accessKeyId: string | undefined;
}

/** Answers a call, or not. */
export type StsAnswer = (response: ServerResponse, call: StsCall, request: IncomingMessage) => unknown;

/** The ARN that GetCallerIdentity answers. */
export const callerArn = "arn:aws:sts::111122223333:assumed-role/cart/eks-edge-cart-0";

/** The access key ID that AssumeRoleWithWebIdentity answers. */
export const webIdentityAccessKeyId = "ASIAWEBIDENTITY00000";

/** A fake AWS Security Token Service on 127.0.0.1: HTTP and STS's XML. Assign {@link answer} to make it fail. */
export class FakeSts implements AsyncDisposable {
  /** Every call, oldest first. */
  readonly calls: StsCall[] = [];
  /** How calls are answered; with success by default. */
  answer: StsAnswer = answerSuccess;
  #connections = 0;
  #listening: LoopbackServer | undefined;

  /** @param tls - certificate and key, to listen on https */
  static async start(tls?: ServerOptions): Promise<FakeSts> {
    const sts = new FakeSts();
    // Without a keep-alive timeout no connection is closed just when a client reuses it.
    const server =
      tls === undefined
        ? createServer({ keepAliveTimeout: 0 })
        : createTlsServer({ keepAliveTimeout: 0, ...tls });
    server.on("connection", () => {
      sts.#connections += 1;
    });
    server.on("request", (request, response) => sts.#handle(request, response));
    sts.#listening = await listenOnLoopback(server);
    return sts;
  }

  get url(): string {
    return this.#listening?.url ?? "";
  }

  /** How many connections were opened so far. */
  get connections(): number {
    return this.#connections;
  }

  async stop(): Promise<void> {
    await this.#listening?.[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = {
      parameters: Object.fromEntries(new URLSearchParams(await text(request))),
      accessKeyId: /Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1],
    };
    this.calls.push(call);
    this.answer(response, call, request);
  }
}

/** Answers GetCallerIdentity, AssumeRole and AssumeRoleWithWebIdentity with success. */
export const answerSuccess: StsAnswer = (response, call) => {
  response.writeHead(200, { "content-type": "text/xml" }).end(writeSuccess(call));
};

/** Never answers. */
export const answerNothing: StsAnswer = () => {};

/** Answers with an error of STS. */
export function answerError(status: number, code: string, message: string): StsAnswer {
  const body = `<ErrorResponse xmlns="${namespace}">
  <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>request-id-0</RequestId>
</ErrorResponse>`;
  return (response) => {
    response.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": "request-id-0" }).end(body);
  };
}

/** Writes the successful response to a call; to AssumeRole if it names no action. */
export function writeSuccess({ parameters, accessKeyId }: StsCall): string {
  switch (parameters.Action) {
    case "GetCallerIdentity":
      return writeResponse("GetCallerIdentity", writeIdentity(accessKeyId));
    case "AssumeRoleWithWebIdentity":
      return writeResponse("AssumeRoleWithWebIdentity", writeWebIdentitySession());
    default:
      return writeResponse("AssumeRole", writeSession(parameters));
  }
}

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

let sessions = 0;

/** The access key ID of each session has another number. */
function writeSession({ RoleArn = "", RoleSessionName = "" }: StsCall["parameters"]): string {
  sessions += 1;
  const account = RoleArn.split(":")[4];
  const role = RoleArn.split("/").at(-1);
  return `<AssumedRoleUser>
      <AssumedRoleId>AROAAAAAAAAAAAAAAAAAA:${RoleSessionName}</AssumedRoleId>
      <Arn>arn:aws:sts::${account}:assumed-role/${role}/${RoleSessionName}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIA${String(sessions).padStart(16, "A")}</AccessKeyId>
      <SecretAccessKey>canary-issued-secret-${sessions}</SecretAccessKey>
      <SessionToken>canary-issued-token-${sessions}</SessionToken>
      <Expiration>2030-01-02T03:04:05Z</Expiration>
    </Credentials>`;
}

function writeWebIdentitySession(): string {
  return `<Credentials>
      <AccessKeyId>${webIdentityAccessKeyId}</AccessKeyId>
      <SecretAccessKey>canary-node-secret</SecretAccessKey>
      <SessionToken>canary-node-token</SessionToken>
      <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>
    </Credentials>`;
}

/** The user ID is the ID of the access key, so that a test sees which credentials signed the call. */
function writeIdentity(accessKeyId: string | undefined): string {
  return `<Arn>${callerArn}</Arn><UserId>${accessKeyId}</UserId><Account>111122223333</Account>`;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function writeResponse(action: string, result: string): string {
  return `<${action}Response xmlns="${namespace}">
  <${action}Result>
    ${result}
  </${action}Result>
  <ResponseMetadata><RequestId>request-id-0</RequestId></ResponseMetadata>
</${action}Response>`;
}
