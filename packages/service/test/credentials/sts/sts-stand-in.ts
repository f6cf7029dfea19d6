import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A call that came in: its parameters, and who signed it. */
export interface StsCall {
  readonly parameters: Readonly<Record<string, string>>;
  readonly accessKeyId: string | undefined;
}

/** Answers a call, or doesn't. */
export type StsAnswer = (response: ServerResponse, call: StsCall, request: IncomingMessage) => void;

/** In the place of STS, which can't be made to fail. It speaks HTTP and STS's XML. */
export interface StsStandIn {
  readonly endpoint: string;
  readonly calls: StsCall[];
  /** How many connections were opened. */
  readonly connections: () => number;
  answer: StsAnswer;
  stop(): Promise<void>;
}

export async function startStsStandIn(): Promise<StsStandIn> {
  const sockets = new Set<Socket>();
  let connections = 0;
  // A connection that is kept is not closed just when it is used again.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const call = {
      parameters: Object.fromEntries(new URLSearchParams(await text(request))),
      accessKeyId: /Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1],
    };
    standIn.calls.push(call);
    standIn.answer(response, call, request);
  });
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const standIn: StsStandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    connections: () => connections,
    answer: answerSession,
    async stop() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
  return standIn;
}

/** Answers with a session, whose access key ID is numbered by the call. */
export const answerSession: StsAnswer = (response, call) => {
  response.writeHead(200, { "content-type": "text/xml" }).end(writeSession(call));
};

let count = 0;

/** Writes the session that a call asks for. */
export function writeSession({ parameters }: StsCall): string {
  count += 1;
  const { RoleArn = "", RoleSessionName = "" } = parameters;
  const account = RoleArn.split(":")[4];
  const role = RoleArn.split("/").at(-1);
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROAAAAAAAAAAAAAAAAAA:${RoleSessionName}</AssumedRoleId>
      <Arn>arn:aws:sts::${account}:assumed-role/${role}/${RoleSessionName}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIA${String(count).padStart(16, "A")}</AccessKeyId>
      <SecretAccessKey>canary-issued-secret-${count}</SecretAccessKey>
      <SessionToken>canary-issued-token-${count}</SessionToken>
      <Expiration>2030-01-02T03:04:05Z</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>request-id-0</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
}

/** Answers with an error of STS's. */
export function answerError(status: number, code: string, message: string): StsAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
  <RequestId>request-id-0</RequestId>
</ErrorResponse>`;
  return (response) => {
    response.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": "request-id-0" }).end(body);
  };
}
