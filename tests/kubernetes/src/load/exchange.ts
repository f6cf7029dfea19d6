import { type ClientRequest, request as sendHttp } from "node:http";
import { type RequestOptions, request as sendHttps } from "node:https";
import { text } from "node:stream/consumers";

/** How to call the service as an agent does. The files are those of the node. */
export interface CalledService {
  /** Its name, which its certificate has. */
  readonly name: string;
  readonly cluster: string;
  /** The authority of its certificate, PEM. */
  readonly ca: string;
  /** An agent's own token. */
  readonly callerToken: string;
}

/** Longer than any client waits, so that a result shows how long an answer took. */
const timeoutMs = 5_000;

/**
 * Sends a pod's token to the service once, on a new connection.
 *
 * @param address - with the port, of the Service or a replica
 * @returns `200`, or another status with the body
 * @throws Error if there is no answer
 */
export function exchange(service: CalledService, address: string, token: string): Promise<string> {
  const body = JSON.stringify({ token });
  const url = `https://${address}/clusters/${service.cluster}/assume-role-for-pod-identity`;
  const options = {
    method: "POST",
    servername: service.name,
    ca: service.ca,
    headers: {
      host: service.name,
      "content-type": "application/json",
      "content-length": String(body.length),
      "x-eks-auth-caller-token": service.callerToken,
    },
  };
  return readOutcome(sendHttps(url, { ...options, ...once() }), body);
}

/**
 * Asks an agent once, on a new connection.
 *
 * @returns `200`, or another status with the body
 * @throws Error if there is no answer
 */
export function askAgent(url: string, token: string): Promise<string> {
  return readOutcome(sendHttp(url, { headers: { authorization: token }, ...once() }));
}

function once(): RequestOptions {
  return { agent: false, signal: AbortSignal.timeout(timeoutMs) };
}

function readOutcome(request: ClientRequest, body?: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  request.once("error", reject);
  request.once("response", (response) => {
    const describe = (content: string) => `${response.statusCode} ${content}`;
    text(response).then(
      (content) => resolve(response.statusCode === 200 ? "200" : describe(content)),
      reject,
    );
  });
  request.end(body);
  return promise;
}
