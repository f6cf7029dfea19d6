import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import {
  type AssumeRoleForPodIdentityRequest,
  type AssumeRoleForPodIdentityResponse,
  createEKSAuthFrontendHandler,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createUpstream, type PodCredentials, type UpstreamError } from "../../src/index.ts";
import { accessKeyId } from "./fake-upstream.ts";
import { forgeToken } from "./pods.ts";

type Operation = (
  request: AssumeRoleForPodIdentityRequest,
) => AssumeRoleForPodIdentityResponse | Promise<AssumeRoleForPodIdentityResponse>;

/** The EKS Auth API on 127.0.0.1, made with the server stub. A test decides what it answers. */
export class ApiServer implements AsyncDisposable {
  readonly calls: AssumeRoleForPodIdentityRequest[] = [];
  /** The headers of every request, even of those that the operation did not see. */
  readonly headers: Record<string, string | string[] | undefined>[] = [];
  /** The operation. By default it grants credentials for an hour, with the number of the call in the access key ID. */
  operation: Operation = () => createResponse(3_600, this.calls.length);
  /** If set, answers instead of the stub. For responses that no real API sends. */
  listener: RequestListener | undefined;
  #listening: LoopbackServer | undefined;

  /** @param tls - certificate and key, to listen on https */
  static async start(tls?: ServerOptions): Promise<ApiServer> {
    const api = new ApiServer();
    const stub = createNodeListener(
      createEKSAuthFrontendHandler({
        assumeRoleForPodIdentity: (request) => {
          api.calls.push(request);
          return api.operation(request);
        },
      }),
    );
    const listener: RequestListener = (request, response) => {
      api.headers.push(request.headers);
      (api.listener ?? stub)(request, response);
    };
    api.#listening = await listenOnLoopback(
      tls === undefined ? createServer(listener) : createTlsServer(tls, listener),
    );
    return api;
  }

  get url(): string {
    return this.#listening?.url ?? "";
  }

  get port(): number {
    return this.#listening?.port ?? 0;
  }

  /** Closes the connections without a request in progress. */
  closeIdleConnections(): void {
    (this.#listening?.server as Server | undefined)?.closeIdleConnections();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listening?.[Symbol.asyncDispose]();
  }
}

/**
 * Creates a response with credentials.
 *
 * @param seconds - the lifetime of the credentials
 * @param call - the number of the call, for the access key ID
 */
export function createResponse(seconds: number, call: number): AssumeRoleForPodIdentityResponse {
  return {
    subject: { namespace: "shop", serviceAccount: "cart" },
    audience: "pods.eks.amazonaws.com",
    podIdentityAssociation: {
      associationArn: "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/blue/a-abcdefghijklmnopq",
      associationId: "a-abcdefghijklmnopq",
    },
    assumedRoleUser: {
      arn: `arn:aws:sts::${account}:assumed-role/cart/eks-blue-cart-0`,
      assumeRoleId: "AROAEXAMPLE:eks-blue-cart-0",
    },
    credentials: {
      accessKeyId: accessKeyId(call),
      secretAccessKey: "canary-secret-access-key",
      sessionToken: "canary-session-token",
      expiration: new Date((Math.floor(Date.now() / 1000) + seconds) * 1000),
    },
  };
}

export const account = "444455556666";

/** The token of {@link callApi}. */
export const callToken: string = forgeToken({ aud: "pods.eks.amazonaws.com", jti: "canary" });

/** The result of a call, and the requests that it sent. */
export interface Outcome {
  readonly result: PodCredentials | UpstreamError;
  readonly tries: number;
  readonly headers: IncomingHttpHeaders;
}

/** Calls an API that answers every request with a listener. */
export async function callApi(listener: RequestListener): Promise<Outcome> {
  await using api = await ApiServer.start();
  api.listener = listener;
  const upstream = createUpstream({ endpoint: api.url, sign: false });
  const result = await upstream.assumeRole("blue", callToken).catch((error: UpstreamError) => error);
  upstream.close();
  return { result, tries: api.headers.length, headers: api.headers[0] ?? {} };
}

/** Creates a listener that answers every request with the same response, by default JSON. */
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
