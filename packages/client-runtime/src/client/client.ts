import { ClientError } from "../errors/client-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { isStream } from "../http/request.ts";
import { readFacts } from "../http/response-facts.ts";
import type { Platform } from "../platform/platform.ts";
import { createRetry } from "../retry/retries.ts";
import { findClockSkew } from "../time/clock.ts";
import { withTimeLimit } from "../time/time-limit.ts";
import { createAuthenticate } from "./authenticate.ts";
import type { Operation, ServiceDefinition } from "./operation.ts";
import type { CallOptions, ClientOptions, WithMetadata } from "./options.ts";
import { createPrepareCall, type PreparedCall } from "./prepare-call.ts";
import { readResponse } from "./read-response.ts";

/** Calls operations. The methods of a generated client do nothing else. */
export interface Client {
  /**
   * Calls an operation, with as many tries as the options allow.
   *
   * @throws {ServiceError} if the service answers with an error; those of the model have their own classes
   * @throws {ConnectionError} if there is no complete response
   * @throws {TimeoutError} if a time limit expires
   * @throws {ResponseError} if the response isn't as the model describes it
   * @throws {CredentialsError} if there are no credentials
   * @throws {EndpointError} if there is no endpoint
   * @throws TypeError if the input doesn't have the type that the model declares
   * @throws the signal's reason if it aborts the call
   */
  call<Input, Output extends object>(
    operation: Operation<Input, Output>,
    input: Input,
    options?: CallOptions,
  ): Promise<WithMetadata<Output>>;
  /** Closes the client's own connections, each one when its request ends. */
  close(): void;
}

/**
 * Creates a client of a service.
 *
 * @param service - the model's part, as generated
 * @param platform - `platform` of `@eks-auth/client-runtime/platform`
 */
export function createClient(
  service: ServiceDefinition<never>,
  options: ClientOptions,
  platform: Platform,
): Client {
  const {
    maxAttempts = 3,
    connectionTimeoutMs = 3_000,
    tryTimeoutMs = 30_000,
    timeoutMs,
    maxResponseBytes = 67_108_864,
    transport = platform.createTransport(options),
  } = options;
  const prepareCall = createPrepareCall(service, options, platform);
  const authenticate = createAuthenticate(service, options, platform);
  const retry = createRetry(maxAttempts, options.retryDelay);
  /** By how much the server's clock is ahead, in milliseconds. */
  let clockMs = 0;

  async function call<Input, Output extends object>(
    operation: Operation<Input, Output>,
    input: Input,
    { signal, headers: callHeaders }: CallOptions = {},
  ): Promise<WithMetadata<Output>> {
    let attempts = 0;

    async function attempt(
      [request, endpoint]: PreparedCall,
      number: number,
      trySignal: AbortSignal,
    ): Promise<WithMetadata<Output>> {
      const signingMs = clockMs;
      const headers = { ...request.headers, "amz-sdk-request": `attempt=${number}; max=${maxAttempts}` };
      const date = new Date(Date.now() + signingMs);
      const authenticated = await authenticate({ ...request, headers }, operation, endpoint, date);
      attempts++;
      const response = await transport.send(authenticated, {
        connectionTimeoutMs,
        signal: operation.outputStream?.joinSignals(trySignal, signal) ?? trySignal,
      });
      const result = await readResponse(operation, response, maxResponseBytes, attempts);
      if (!(result instanceof ServiceError)) {
        return Object.assign(result, { $metadata: { ...readFacts(response), attempts } });
      }
      const skewMs = findClockSkew(response.headers, signingMs);
      if (skewMs !== undefined) {
        clockMs = skewMs;
        result.retryable = "transient";
      }
      throw result;
    }

    try {
      return await withTimeLimit("call", timeoutMs, signal, async (callSignal) => {
        const prepared = await prepareCall(operation, input, callHeaders);
        return retry(callSignal, !isStream(prepared[0].body), (number) =>
          withTimeLimit("try", tryTimeoutMs, callSignal, (trySignal) => attempt(prepared, number, trySignal)),
        );
      });
    } catch (error) {
      if (error instanceof ClientError) {
        error.attempts = attempts;
      }
      throw error;
    }
  }

  return { call, close: () => transport.close() };
}
