import type { Query } from "./resource-url.ts";

/** A request to an API server. */
export interface ApiRequest {
  /** By default `GET`. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | undefined;
  /** The path below the API server's URL, such as `openid/v1/jwks`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** Is sent as JSON. */
  readonly body?: object | undefined;
  /** The type of the body; by default `application/json`. */
  readonly contentType?: string | undefined;
  /** The accepted type of the response; by default `application/json`. */
  readonly accept?: string | undefined;
  /** How long the whole request can take, in milliseconds; by default 10 s. */
  readonly timeoutMs?: number | undefined;
  /** The largest body of a response, in bytes; by default 4 MiB. */
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A request whose response is read as it arrives. */
export interface StreamRequest extends Omit<ApiRequest, "maxBytes"> {
  /** How long the API server can send nothing, in milliseconds. */
  readonly maxSilenceMs: number;
}

/** A successful response. */
export interface ApiResponse {
  readonly status: number;
  readonly body: Buffer;
}
