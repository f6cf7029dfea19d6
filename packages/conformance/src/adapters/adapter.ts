import type { Handler } from "@eks-auth/server-runtime";
import type { Answer, WireRequest } from "../http/message.ts";

/** One of the ways in which the runtime is put behind a host. */
export interface Adapter {
  /** Its entry point, `./node`. */
  readonly name: string;
  /** Puts a handler behind it. */
  readonly open: (handler: Handler) => Promise<Connection>;
}

/** A handler behind an adapter. */
export interface Connection {
  /** Sends a request, and reads the answer to its end. */
  readonly send: (request: WireRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
}
