import type { ModeledError } from "../errors/modeled-error.ts";
import type { ProtocolError } from "../errors/protocol-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";

/** What an implementation gets beside an operation's input. */
export interface Call<Context> {
  /** What the {@link Authenticate} hook made of the caller; `undefined` where there is no hook. */
  readonly context: Context;
  /** The operation's name, `AssumeRoleForPodIdentity`. */
  readonly operation: string;
  /** The id that the answer carries as `x-amzn-requestid`; worth a place in every line of the log. */
  readonly requestId: string;
  /** Aborted when the caller goes away before it has its answer, or when the operation's time is over. */
  readonly signal: AbortSignal;
}

/**
 * One operation of a generated stub: how its input is read, its implementation called and its output written.
 * The types of input and output end here: the handler passes them on without a look.
 */
export interface Operation<Context> {
  /** The operation's name in the model. */
  readonly name: string;
  /** Whether its input has a streaming blob: then nothing of the body is read before the operation asks. */
  readonly streamsInput: boolean;
  /**
   * Writes the modelled errors that the operation may throw, by their short names. A writer takes an error of the
   * class that its name stands for; a table of them has no type for that.
   */
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly errors: Readonly<Record<string, (error: any) => HttpResponse>>;
  /**
   * Reads, checks and passes on the input, and writes the output.
   *
   * @returns the successful answer. The handler adds headers of its own to it, `x-amzn-requestid` for one,
   * so its `headers` must be an object that is made for this answer
   * @throws ProtocolError where the request can't be read
   * @throws ModeledError where a constraint is broken or the implementation throws one
   */
  invoke(request: RoutedRequest, call: Call<Context>): Promise<HttpResponse>;
}

/** What a method and a path lead to: an operation and the labels in its path, or the methods that would. */
export type Route<Name extends string> =
  | {
      readonly found: true;
      readonly operation: Name;
      /** The values of the path's labels, in its order, still percent-encoded. */
      readonly labels: readonly string[];
    }
  | {
      readonly found: false;
      /** The methods that the path takes; empty where no operation has the path. */
      readonly allowed: readonly string[];
    };

/** What a generated stub tells the runtime about its service. */
export interface Service<Context, Name extends string = string> {
  /** Its operations by name. */
  readonly operations: Readonly<Record<Name, Operation<Context>>>;
  /**
   * Finds what a request leads to.
   *
   * @param path - percent-encoded, without the query
   * @param query - percent-encoded, without the `?`
   */
  readonly route: (method: string, path: string, query: string) => Route<Name>;
  /** The error that stands in for one that no caller is told about. */
  readonly createInternalError: (message: string) => ModeledError | ProtocolError;
  /** The service's `@cors` trait, where it has one. */
  readonly cors?: CorsPolicy;
}

/**
 * What the `@cors` trait promises to browsers.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#cors-trait
 */
export interface CorsPolicy {
  /** The origin that may call: `*` or one origin. */
  readonly origin: string;
  /** How long a browser may keep a preflight's answer, in seconds. */
  readonly maxAgeSeconds: number;
  /** The request headers that a browser may send. */
  readonly allowedHeaders: readonly string[];
  /** The response headers that a browser may show to a page. */
  readonly exposedHeaders: readonly string[];
}
