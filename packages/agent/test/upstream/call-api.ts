import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { createUpstream, type PodCredentials, type UpstreamError } from "../../src/index.ts";
import { UpstreamServer } from "../upstream-server.ts";

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
