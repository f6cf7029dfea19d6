import { once } from "node:events";
import { createServer, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";

interface EndlessServer extends AsyncDisposable {
  readonly url: string;
  /** Resolves when the client has closed the connection of the first response. */
  readonly closed: Promise<void>;
}

/** Starts a server that answers 200 and sends spaces, as fast as they are received, until the connection is closed. */
export async function startEndlessServer(headers: OutgoingHttpHeaders = {}): Promise<EndlessServer> {
  const answered = Promise.withResolvers<ServerResponse>();
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, headers);
    answered.resolve(response);
    sendEndlessly(response);
  });
  const { url, [Symbol.asyncDispose]: stop } = await listenOnLoopback(server);
  return {
    url,
    closed: answered.promise.then(async (response) => {
      if (!response.destroyed) {
        await once(response, "close");
      }
    }),
    [Symbol.asyncDispose]: stop,
  };
}
