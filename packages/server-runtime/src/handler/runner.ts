import type { ModeledError } from "../errors/modeled-error.ts";
import type { ProtocolError } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { ErrorReporter } from "./hooks.ts";
import type { Authenticate, Limits } from "./options.ts";
import type { RequestLimiter } from "./request-limiter.ts";
import type { RequestRecord } from "./request-record.ts";
import type { Operation } from "./service.ts";

/** Runs operations: reads the body, authenticates the caller, calls the operation. */
export interface OperationRunner<Context> {
  /**
   * Runs one operation for a request.
   *
   * @param labels - the values of the path's labels, percent-encoded
   * @param record - gets the caller's context
   * @throws OverloadedException if too many requests are running
   * @throws RequestTimeoutException if the body takes too long, or makes room for others
   * @throws OperationTimeoutException if the operation takes too long
   * @throws what `authenticate` and the operation throw
   */
  run(
    operation: Operation<Context>,
    labels: readonly string[],
    request: HttpRequest,
    record: RequestRecord<Context>,
  ): Promise<HttpResponse>;
}

/** What the runners of a handler share. */
export interface RunnerParts<Context> {
  readonly limits: Limits;
  readonly limiter: RequestLimiter;
  readonly authenticate: Authenticate<Context> | undefined;
  readonly report: ErrorReporter;
  /** Creates the error that the client gets for an unexpected error. */
  readonly createInternalError: () => ModeledError | ProtocolError;
}
