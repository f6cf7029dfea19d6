import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { goodOutput } from "../../sample/output.ts";

const { credentials, assumedRoleUser } = goodOutput;

/** In the place of AWS's Security Token Service. */
export interface StsStandIn extends AsyncDisposable {
  /** Its URL, for `credentials.sts.endpoint`. */
  readonly endpoint: string;
}

/**
 * Answers each AssumeRole with the same session, at once. A real STS can't be had here; how long it takes and what
 * its network costs isn't ours, and all that happens on our side of it is the same.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function startStsStandIn(): Promise<StsStandIn> {
  const server = createServer(async (request, response) => {
    await text(request);
    response.writeHead(200, { "content-type": "text/xml" }).end(session);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const session = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>${assumedRoleUser.assumeRoleId}</AssumedRoleId>
      <Arn>${assumedRoleUser.arn}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${credentials.accessKeyId}</AccessKeyId>
      <SecretAccessKey>${credentials.secretAccessKey}</SecretAccessKey>
      <SessionToken>${credentials.sessionToken}</SessionToken>
      <Expiration>2099-01-01T00:00:00Z</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
