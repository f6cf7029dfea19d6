import type { ModeledError } from "../errors/modeled-error.ts";
import type { ProtocolError } from "../errors/protocol-error.ts";
import type { Peer, RoutedRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Router } from "../routing/route.ts";
import type { Cors } from "./cors.ts";
import type { EventStreamOptions } from "./event-stream-options.ts";
import type { Streams } from "./streams.ts";

/** The service of a generated stub: its operations, its routes and its errors. */
export interface Service<Context, Name extends string = string> {
  /** The operations by name. */
  readonly operations: Readonly<Record<Name, Operation<Context>>>;
  /** Finds the operation of a request. */
  readonly route: Router<Name>;
  /** Creates the error that the client gets for an unexpected error. */
  readonly createInternalError: (message: string) => ModeledError<object> | ProtocolError;
  /** What the service's `@cors` trait adds to responses, if it has one: the result of {@link createCors}. */
  readonly cors?: Cors;
  /**
   * Creates what runs the operations with event streams: `createEventStreamRunner` of the entry point `event-stream`, so that
   * stubs without event streams don't load it. What it takes and returns is internal to the runtime.
   */
  readonly createEventStreamRunner?: (parts: object, options: EventStreamOptions | undefined) => object;
}

/**
 * One operation of a generated stub: reads the input, calls the implementation and writes the output.
 * The handler doesn't know the types of input and output.
 */
export interface Operation<Context> {
  /** The operation's name in the model. */
  readonly name: string;
  /** Whether the input has a stream. If so, the body is read only when the operation asks for it. */
  readonly streamsInput: boolean;
  /** The streams of the operation: {@link blobStreams}, if its input or output has a `@streaming` blob. */
  readonly streams?: Streams;
  /** Checks the headers of responses: {@link frameResponse}, if the output or an error of the operation has headers. */
  readonly frame?: (response: HttpResponse, method: string) => HttpResponse;
  /** Whether the input or the output has an event stream. */
  readonly hasEventStream?: boolean;
  /**
   * Writers for the modelled errors that the operation lists, by the error's short name. Each writer takes an error of
   * the class with that name, which the type of a table can't express.
   */
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly errors: Readonly<Record<string, (error: any) => HttpResponse>>;
  /**
   * Reads and checks the input, calls the implementation and writes the output.
   *
   * @returns the successful response. Its `headers` must be a new object, because the handler adds headers to it
   * @throws ProtocolError if the request can't be read
   * @throws ModeledError if a constraint is broken or the implementation throws one
   */
  invoke(request: RoutedRequest, call: Call<Context>): Promise<HttpResponse>;
}

/** What an implementation gets in addition to the operation's input. */
export interface Call<Context> {
  /** The result of the {@link Authenticate} hook, or `undefined` if there is no hook. */
  readonly context: Context;
  /** The operation's name, for example `AssumeRoleForPodIdentity`. */
  readonly operation: string;
  /** The id that the response carries as `x-amzn-requestid`. Put it into every log line. */
  readonly requestId: string;
  /** Who sent the request; `undefined` if the host doesn't know it. */
  readonly peer?: Peer | undefined;
  /** Aborted if the client disconnects before it has its response, or if the operation runs out of time. */
  readonly signal: AbortSignal;
}
