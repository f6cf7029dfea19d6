import type { AwsCredentials, BearerToken } from "../credentials/credentials.ts";
import type { Transport } from "../http/transport.ts";
import type { PlatformTransportOptions } from "../platform/platform.ts";
import type { FailedTry } from "../retry/failed-try.ts";

/** The options of every client. */
export interface ClientOptions extends PlatformTransportOptions {
  /** The AWS region, `eu-west-1`. */
  readonly region?: string | undefined;
  /** The API's URL; by default as the endpoint rules of the model decide. */
  readonly endpoint?: string | undefined;
  /** Whether to use the region's FIPS endpoint, if the endpoint rules know one. */
  readonly useFipsEndpoint?: boolean | undefined;
  /** Whether to use the region's dual-stack endpoint, if the endpoint rules know one. */
  readonly useDualstackEndpoint?: boolean | undefined;
  /**
   * What to sign requests with, or a function that returns it, such as a credential provider of an AWS SDK. A function's
   * result is used until it expires. `null` sends requests without a signature.
   */
  readonly credentials?: AwsCredentials | (() => Promise<AwsCredentials>) | null | undefined;
  /** The token of an API with bearer authentication, or a function that returns it. A function's result is used until it expires. */
  readonly token?: BearerToken | (() => Promise<BearerToken>) | undefined;
  /** Headers of every request, or a function that returns them for each call. They are signed. */
  readonly headers?:
    | Readonly<Record<string, string>>
    | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>)
    | undefined;
  /** How many tries a call has at most; 3 by default. */
  readonly maxAttempts?: number | undefined;
  /**
   * Replaces the pauses between tries.
   *
   * @returns the pause in milliseconds; undefined to fail with the error
   */
  readonly retryDelay?: ((failed: FailedTry) => number | undefined) | undefined;
  /** How long a new connection can take, in milliseconds; 3,000 by default. `fetch` can't limit it. */
  readonly connectionTimeoutMs?: number | undefined;
  /** How long a try can take, from connecting to the last byte of the response, in milliseconds; 30,000 by default. */
  readonly tryTimeoutMs?: number | undefined;
  /** How long a call can take with all its tries, in milliseconds; no limit by default. */
  readonly timeoutMs?: number | undefined;
  /** The largest response that is read into memory, in bytes; 64 MiB by default. Streamed outputs have no limit. */
  readonly maxResponseBytes?: number | undefined;
  /** What to add to the user agent: `my-tool/1.2.0`. */
  readonly userAgent?: string | undefined;
  /** Sends the requests; by default `node:http` in Node.js and `fetch` elsewhere. */
  readonly transport?: Transport | undefined;
}

/** The options of one call. */
export interface CallOptions {
  /** Aborts the call, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** More headers of the request. They are signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What an output has in addition to its members. */
export interface ResponseMetadata {
  /** The HTTP status. */
  readonly status: number;
  /** The request's ID in the service's logs, if the response has one. */
  readonly requestId: string | undefined;
  /** The number of tries. */
  readonly attempts: number;
  /** The response's headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An output with the facts of its response. */
export type WithMetadata<Output> = Output & { readonly $metadata: ResponseMetadata };
