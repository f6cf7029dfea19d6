import { Failure } from "@eks-auth/scripts/failure.ts";
import autocannon from "autocannon";
import { findQuantile } from "./statistics.ts";

/** The request that is sent over and over. */
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
 * Sends a request over and over, on a few connections that are kept alive.
 *
 * @param origin - `http://127.0.0.1:8080`
 * @param count - how often
 * @throws Failure where an answer is missing or isn't a 2xx: the figures would mean nothing
 */
export async function sendLoad(origin: string, request: LoadRequest, count: number): Promise<LoadFigures> {
  const latencies: number[] = [];
  const start = performance.now();
  let end = start;
  const run = autocannon({
    url: origin + request.path,
    method: request.method,
    headers: { ...request.headers },
    body: request.body,
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
    throw new Failure(
      `Of ${count} requests to ${request.path}, ${result["2xx"]} were answered with success, ` +
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
