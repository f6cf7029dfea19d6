import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { nodeHttp } from "../http/node-http.ts";

const probeTimeoutMs = 2_000;
const paths = new Set(["/healthz", "/readyz"]);

/**
 * Makes what answers probes: it asks each of the agent's addresses over HTTP, as a pod would.
 *
 * @param urls - where the agent listens
 * @returns answers `/healthz` and `/readyz` with 200 or, where an address doesn't answer, with 503 and its name
 */
export function createProbeListener(urls: readonly string[]): RequestListener {
  return async ({ url = "" }, response) => {
    if (!paths.has(url)) {
      answer(response, 404, `There is nothing here. Probes are at ${[...paths].join(" and ")}.\n`);
      return;
    }
    const silent = await findSilent(urls);
    if (silent === undefined) {
      answer(response, 200, "ok\n");
    } else {
      answer(response, 503, `${silent} doesn't answer.\n`);
    }
  };
}

async function findSilent(urls: readonly string[]): Promise<string | undefined> {
  const answering = await Promise.all(urls.map(isAnswering));
  return urls.find((_, index) => !answering[index]);
}

/**
 * There is nothing at the root, which is an answer that only the agent itself gives so. One that has too much to do answers
 * nevertheless, and would have no less to do after a restart.
 */
async function isAnswering(url: string): Promise<boolean> {
  try {
    const request = nodeHttp.get(url, { agent: false, signal: AbortSignal.timeout(probeTimeoutMs) });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.destroy();
    return response.statusCode === 404 || response.statusCode === 429;
  } catch {
    return false;
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { "content-type": "text/plain", "content-length": Buffer.byteLength(text) })
    .end(text);
}
