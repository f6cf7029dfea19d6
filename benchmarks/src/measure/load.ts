import { CommandError } from "@eks-auth/codegen/terminal";
import autocannon, { type Request } from "autocannon";
import { findQuantile } from "./statistics.ts";

/** A request to send repeatedly. */
export interface LoadRequest {
  readonly method: string;
  /** The path and the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The performance of a server as its clients see it. */
export interface ClientView {
  readonly requestsPerSecond: number;
  /** The median latency, in milliseconds. */
  readonly p50: number;
  /** The 99th percentile of the latency, in milliseconds. */
  readonly p99: number;
}

const connections = 8;

/**
 * Sends requests on eight connections that are kept alive. Each connection starts at another request of the list, so
 * that the same request is rarely in flight twice.
 *
 * @param origin - `http://127.0.0.1:8080`
 * @param requests - one or more, sent in turn
 * @param count - how many requests to send in total
 * @throws {CommandError} if a response is missing or not a 2xx
 */
export async function sendLoad(
  origin: string,
  requests: readonly LoadRequest[],
  count: number,
): Promise<ClientView> {
  let clients = 0;
  const latencies: number[] = [];
  let start = 0;
  let end = 0;
  const run = autocannon({
    url: origin,
    setupClient(client) {
      const first = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)].map(copyRequest));
      start = performance.now();
    },
    connections,
    amount: count,
    sampleInt: 20,
  });
  run.on("response", (_client, _status, _bytes, milliseconds) => {
    latencies.push(milliseconds);
    end = performance.now();
  });
  const result = await run;
  if (result["2xx"] !== count || result.errors > 0 || result.timeouts > 0) {
    throw new CommandError(
      `${count} requests to ${origin}: ${result["2xx"]} succeeded, ${result.non2xx} had another status, ` +
        `${result.errors + result.timeouts} had no response. Send a request by hand to find out why.`,
    );
  }
  return {
    requestsPerSecond: count / ((end - start) / 1000),
    p50: findQuantile(latencies, 0.5),
    p99: findQuantile(latencies, 0.99),
  };
}

function copyRequest({ method, path, headers, body }: LoadRequest): Request {
  return { method, path, headers: { ...headers }, body };
}
