import type { Transport } from "../http/transport.ts";

/** The parts of a client that differ between Node.js and other platforms. */
export interface Platform {
  /** Creates the transport of a client that gets none from its user. */
  readonly createTransport: (options: PlatformTransportOptions) => Transport;
  /** The SHA-256 digest of bytes or of the UTF-8 of a text, in hexadecimal digits in lower case. */
  readonly sha256: (data: Uint8Array | string) => string | Promise<string>;
  /**
   * The HMAC with SHA-256 of the UTF-8 of a text.
   *
   * @param key - bytes, or a text as UTF-8
   * @param encoding - for hexadecimal digits in lower case instead of bytes
   */
  readonly hmac: {
    (key: Uint8Array | string, text: string): Uint8Array | Promise<Uint8Array>;
    (key: Uint8Array | string, text: string, encoding: "hex"): string | Promise<string>;
  };
  /** A random UUID. */
  readonly createUuid: () => string;
  /** Describes the platform in the user agent: `lang/js md/nodejs#24.1.0`. */
  readonly userAgent: string;
  /** The header of the user agent. Browsers don't let a program set `user-agent`. */
  readonly userAgentHeader: "user-agent" | "x-amz-user-agent";
}

/** What the options of a client set for its transport. */
export interface PlatformTransportOptions {
  /**
   * The connections in Node.js: an agent of `node:http` or `node:https`, or a function that returns one for each request.
   * `fetch` ignores it.
   */
  readonly agent?:
    | ConnectionAgent
    | ((request: AgentRequest) => ConnectionAgent | Promise<ConnectionAgent>)
    | undefined;
}

/** An agent of `node:http` or `node:https`. The type of Node.js would require its declarations of everyone. */
export interface ConnectionAgent {
  destroy(): void;
}

/** The request that connections are needed for. */
export interface AgentRequest {
  readonly protocol: "https:" | "http:";
  readonly host: string;
}
