import { CommandError } from "@eks-auth/codegen/terminal";
import autocannon, { type Request } from "autocannon";
import { findQuantile } from "./statistics.ts";

/** A request that is sent over and over. */
export interface LoadRequest {
  readonly method: string;
  /** The target: path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the caller sees of a server under load. */
export interface LoadFigures {
  readonly requestsPerSecond: number;
  /** The median latency in milliseconds. */
  readonly p50: number;
  /** The latency that 99 of 100 requests stay below, in milliseconds. */
  readonly p99: number;
}

const connections = 8;

/**
 * Sends requests over and over, on a few connections that are kept alive. Each connection begins at a place of its
 * own among them, so that the same request is hardly ever under way twice.
 *
 * @param origin - `http://127.0.0.1:8080`
 * @param requests - one or more, sent in turn
 * @param count - how many to send in all
 * @throws CommandError where an answer is missing or isn't a 2xx: the figures would mean nothing
 */
export async function sendLoad(
  origin: string,
  requests: readonly LoadRequest[],
  count: number,
): Promise<LoadFigures> {
  let clients = 0;
  const latencies: number[] = [];
  let start = 0;
  let end = 0;
  const run = autocannon({
    url: origin,
    setupClient(client) {
      const first = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)].map(toRequest));
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
      `Of ${count} requests to ${origin}, ${result["2xx"]} were answered with success, ` +
        `${result.non2xx} otherwise, and ${result.errors + result.timeouts} not at all. ` +
        "Call the server by hand to see why.",
    );
  }
  return {
    requestsPerSecond: count / ((end - start) / 1000),
    p50: findQuantile(latencies, 0.5),
    p99: findQuantile(latencies, 0.99),
  };
}

function toRequest({ method, path, headers, body }: LoadRequest): Request {
  return { method, path, headers: { ...headers }, body };
}
