import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** An STS that gives anybody credentials who comes with a web identity. Its service's own stand-in signs no such call. */
export class StsServer implements AsyncDisposable {
  /** The bodies of the calls. */
  readonly calls: string[] = [];
  /** Whether calls wait. */
  isSilent = false;
  readonly #server: Server;
  readonly #scheme: string;

  private constructor(tls: ServerOptions | undefined) {
    this.#scheme = tls === undefined ? "http" : "https";
    this.#server = tls === undefined ? createServer() : createTlsServer(tls);
    this.#server.on("request", async (request, response) => {
      this.calls.push((await request.toArray()).join(""));
      if (!this.isSilent) {
        response.writeHead(200, { "content-type": "text/xml" }).end(grant());
      }
    });
  }

  /** @param tls - its certificate and key, where it is to be called by https */
  static async start(tls?: ServerOptions): Promise<StsServer> {
    const itself = new StsServer(tls);
    itself.#server.listen(0, "127.0.0.1");
    await once(itself.#server, "listening");
    return itself;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}

function grant(): string {
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
    <AssumeRoleWithWebIdentityResult>
      <Credentials>
        <AccessKeyId>ASIANODE</AccessKeyId>
        <SecretAccessKey>canary-node-secret</SecretAccessKey>
        <SessionToken>canary-node-token</SessionToken>
        <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>
      </Credentials>
    </AssumeRoleWithWebIdentityResult>
  </AssumeRoleWithWebIdentityResponse>`;
}
