import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import {
  type AssumeRoleForPodIdentityRequest,
  type AssumeRoleForPodIdentityResponse,
  createEKSAuthFrontendHandler,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { createUpstream, type PodCredentials, type UpstreamError } from "../../src/index.ts";

/** What the API does with a call. */
export type Work = (
  request: AssumeRoleForPodIdentityRequest,
) => AssumeRoleForPodIdentityResponse | Promise<AssumeRoleForPodIdentityResponse>;

/** The EKS Auth API over HTTP, by the stub, which does what a test says and counts its requests. */
export class UpstreamServer implements AsyncDisposable {
  /** What the operation was called with. */
  readonly calls: AssumeRoleForPodIdentityRequest[] = [];
  /** The headers of all requests, those that the operation never saw included. */
  readonly headers: Record<string, string | string[] | undefined>[] = [];
  /** The operation: it grants credentials for an hour, with an access key that counts, unless told otherwise. */
  work: Work = () => grantFor(3_600, this.calls.length);
  /** Answers in place of the stub where it is there: what no API should. */
  listener: RequestListener | undefined;
  readonly #server: Server;
  readonly #scheme: string;

  private constructor(tls: ServerOptions | undefined) {
    const handler = createEKSAuthFrontendHandler({
      assumeRoleForPodIdentity: (request) => {
        this.calls.push(request);
        return this.work(request);
      },
    });
    const stub = createNodeListener(handler);
    const listener: RequestListener = (request, response) => {
      this.headers.push(request.headers);
      (this.listener ?? stub)(request, response);
    };
    this.#scheme = tls === undefined ? "http" : "https";
    this.#server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  }

  /** @param tls - its certificate and key, where it is to be called by https */
  static async start(tls?: ServerOptions): Promise<UpstreamServer> {
    const itself = new UpstreamServer(tls);
    itself.#server.listen(0, "127.0.0.1");
    await once(itself.#server, "listening");
    return itself;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Closes the connections that wait for another request. */
  closeConnections(): void {
    this.#server.closeIdleConnections();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}

/**
 * Makes an answer with credentials.
 *
 * @param seconds - how long they live
 * @param count - what their access key tells them apart by
 */
export function grantFor(seconds: number, count: number): AssumeRoleForPodIdentityResponse {
  return {
    subject: { namespace: "shop", serviceAccount: "cart" },
    audience: "pods.eks.amazonaws.com",
    podIdentityAssociation: {
      associationArn: "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/blue/a-abcdefghijklmnopq",
      associationId: "a-abcdefghijklmnopq",
    },
    assumedRoleUser: {
      arn: "arn:aws:sts::444455556666:assumed-role/cart/eks-blue-cart-0",
      assumeRoleId: "AROAEXAMPLE:eks-blue-cart-0",
    },
    credentials: {
      accessKeyId: `ASIA${String(count).padStart(16, "0")}`,
      secretAccessKey: "canary-secret-access-key",
      sessionToken: "canary-session-token",
      expiration: new Date((Math.floor(Date.now() / 1000) + seconds) * 1000),
    },
  };
}

/** What the API is called with. */
export const token = "header.canary-token.signature";

/** What became of a call, and how many tries it made. */
export interface Outcome {
  readonly result: PodCredentials | UpstreamError;
  readonly tries: number;
  readonly headers: IncomingHttpHeaders;
}

/** Calls an API that answers in a certain way. */
export async function callApi(listener: RequestListener): Promise<Outcome> {
  await using server = await UpstreamServer.start();
  server.listener = listener;
  const upstream = createUpstream({ endpoint: server.url, sign: false });
  const result = await upstream.assumeRole("blue", token).catch((error: unknown) => error as UpstreamError);
  upstream.close();
  return { result, tries: server.headers.length, headers: server.headers[0] ?? {} };
}

/** Answers JSON, unless the headers say something else. */
export function answerWith(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): RequestListener {
  return (request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };
}
