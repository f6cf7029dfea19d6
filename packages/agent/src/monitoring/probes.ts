import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { nodeHttp } from "../http/node-http.ts";

const probeTimeoutMs = 2_000;
const paths = new Set(["/healthz", "/readyz"]);

/**
 * Creates the request handler for probes. It calls each of the agent's addresses over HTTP, as a pod would.
 * Concurrent probes share the calls.
 *
 * @param urls - where the agent listens
 * @returns a handler that sends 200 for `/healthz` and `/readyz`, or 503 with the address that does not respond
 */
export function createProbeHandler(urls: readonly string[]): RequestListener {
  const checks = new SingleFlight<string | undefined>();
  return async ({ url = "" }, response) => {
    if (!paths.has(url)) {
      answer(response, 404, `There is nothing at this path. Probes are at ${[...paths].join(" and ")}.\n`);
      return;
    }
    const silent = await checks.join("addresses", () => findSilent(urls));
    if (silent === undefined) {
      answer(response, 200, "ok\n");
    } else {
      answer(response, 503, `${silent} does not respond.\n`);
    }
  };
}

async function findSilent(urls: readonly string[]): Promise<string | undefined> {
  const responding = await Promise.all(urls.map(isResponding));
  return urls.find((_, index) => !responding[index]);
}

/**
 * Whether the agent responds at an address. Its response to "/" is 404, and 429 if it is busy. A busy agent is healthy: a
 * restart would not reduce its load.
 */
async function isResponding(url: string): Promise<boolean> {
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
