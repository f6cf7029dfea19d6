import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";

/** A Kubernetes API server that accepts every token, until it fails with answers that quote the request's secrets. */
export class QuotingApiServer implements AsyncDisposable {
  isFailing = false;
  readonly #server: LoopbackServer;

  private constructor(server: LoopbackServer) {
    this.#server = server;
  }

  static async start(): Promise<QuotingApiServer> {
    const server = await listenOnLoopback((request, response) => void started.#answer(request, response));
    const started = new QuotingApiServer(server);
    return started;
  }

  get url(): string {
    return this.#server.url;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#server[Symbol.asyncDispose]());
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { spec } = (await json(request)) as { spec: { token: string; audiences: string[] } };
    if (this.isFailing) {
      response.writeHead(403).end(`${request.headers.authorization} can't review ${spec.token}`);
      return;
    }
    const claims = JSON.parse(Buffer.from(spec.token.split(".")[1] ?? "", "base64url").toString());
    const extra = { "authentication.kubernetes.io/pod-uid": [claims["kubernetes.io"].pod.uid] };
    const user = { username: claims.sub, extra };
    response.end(JSON.stringify({ status: { authenticated: true, user, audiences: spec.audiences } }));
  }
}
