import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands for AWS's STS on 127.0.0.1. */
export interface CallerIdentityServer {
  readonly url: string;
  stop(): void;
}

/**
 * Starts a server that answers `sts:GetCallerIdentity`: the user ID is the ID of the access key that signed the call.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function startCallerIdentityServer(): Promise<CallerIdentityServer> {
  const server = createServer((request, response) => {
    request.resume();
    const accessKeyId = /Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1];
    response.writeHead(200, { "content-type": "text/xml" });
    response.end(
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
        `<Arn>arn:aws:sts::111122223333:assumed-role/sample/session</Arn><UserId>${accessKeyId}</UserId>` +
        `<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
