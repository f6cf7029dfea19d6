import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";

/** An answer: an object is sent as JSON, a text as it is. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** An answer, or what a server does instead. */
export type Step = Answer | ((request: IncomingMessage, response: ServerResponse) => void);

/** A request that a {@link ScriptedServer} received. */
export interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly path: string;
  readonly body: string;
}

/** A server that answers each request by the next step. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Received[];
}

/** A successful answer of `greet`. */
export const greeting: Answer = { body: { greeting: "Hello" } };

/** Starts a server that answers each request by the next step; by the last one again if there are no more. */
export async function startScriptedServer(...steps: readonly Step[]): Promise<ScriptedServer> {
  const requests: Received[] = [];
  const server = await listenOnLoopback(async (request, response) => {
    const { headers, url: path = "" } = request;
    const step = steps[Math.min(requests.length, steps.length - 1)] ?? greeting;
    requests.push({ headers, path, body: await text(request) });
    if (typeof step === "function") {
      step(request, response);
      return;
    }
    const { status = 200, body = "" } = step;
    response.writeHead(status, step.headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return { url: server.url, requests, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
