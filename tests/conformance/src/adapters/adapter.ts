import type { Handler } from "@eks-auth/server-runtime";
import type { Answer, WireRequest } from "../http/requests.ts";
import { fetchAdapter } from "./fetch.ts";
import { lambdaAdapter } from "./lambda.ts";
import { nodeAdapter } from "./node.ts";

/** One of the ways in which the runtime is put behind a host. */
export interface Adapter {
  /** Its entry point, `./node`. */
  readonly name: string;
  /** Puts a handler behind it. */
  readonly open: (handler: Handler) => Promise<Connection>;
}

/** A handler behind an adapter. */
interface Connection {
  /** Sends a request, and reads the answer to its end. */
  readonly send: (request: WireRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Every adapter of the runtime, in the order of the table's columns. */
export const adapters: readonly Adapter[] = [nodeAdapter, fetchAdapter, lambdaAdapter];
