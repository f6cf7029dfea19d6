import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it came over the wire. */
export interface ReceivedRequest {
  method: string;
  /** The target as sent: path and query, still percent-encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the server says to every request. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: object;
}

export interface LocalServer extends AsyncDisposable {
  url: string;
  /** Every request so far, oldest first. */
  requests: ReceivedRequest[];
}

/** 2033-05-18T03:33:20Z, the `expiration` in {@link assumedRole}. */
export const expiration: Date = new Date(2_000_000_000_000);

/** A reply of AssumeRoleForPodIdentity in which every member is there. */
export const assumedRole: Reply = {
  status: 200,
  body: {
    subject: { namespace: "shop", serviceAccount: "cart" },
    audience: "pods.eks.amazonaws.com",
    podIdentityAssociation: {
      associationArn:
        "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/my-cluster/a-0123456789abcdefg",
      associationId: "a-0123456789abcdefg",
    },
    assumedRoleUser: {
      arn: "arn:aws:sts::111122223333:assumed-role/cart/eks-my-cluster-cart",
      assumeRoleId: "AROAEXAMPLE:eks-my-cluster-cart",
    },
    credentials: {
      accessKeyId: "ASIAEXAMPLE",
      secretAccessKey: "secret",
      sessionToken: "session",
      expiration: expiration.getTime() / 1000,
    },
  },
};

/** Starts an HTTP server on a free port of 127.0.0.1 that keeps what it receives and always answers `reply`. */
export async function startServer(reply: Reply): Promise<LocalServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    requests.push({ method, path, headers, body: await text(request) });
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(JSON.stringify(reply.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
