import type { Handler } from "@eks-auth/server-runtime";
import type { Answer, WireRequest } from "../http/requests.ts";
import { fetchAdapter } from "./fetch.ts";
import { lambdaAdapter } from "./lambda.ts";
import { nodeAdapter } from "./node.ts";
import { nodeHttp2Adapter } from "./node-http2.ts";

/** An adapter of the runtime: it connects a handler to a host. */
export interface Adapter {
  /** Its entry point, `./node`, and the version of HTTP unless it is 1.1. */
  readonly name: string;
  /** Starts a handler with the adapter. */
  readonly open: (handler: Handler) => Promise<Connection>;
}

/** A connection to a handler. */
interface Connection {
  readonly send: (request: WireRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Every adapter of the runtime, in the order of the table's columns. */
export const adapters: readonly Adapter[] = [nodeAdapter, nodeHttp2Adapter, fetchAdapter, lambdaAdapter];
