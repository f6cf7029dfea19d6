import { ClientError } from "../errors/client-error.ts";
import { CredentialsError } from "../errors/credentials-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { isStream } from "../http/request.ts";
import { findRequestId } from "../http/request-id.ts";
import type { Platform } from "../platform/platform.ts";
import { pause } from "../retry/pause.ts";
import { createRetries, type Retry } from "../retry/standard-retries.ts";
import { createAuthenticate } from "./authenticate.ts";
import { createClock } from "./clock.ts";
import { createRequest } from "./create-request.ts";
import { mergeHeaders } from "./merge-headers.ts";
import type { Operation, ServiceDefinition } from "./operation.ts";
import type { CallOptions, ClientOptions, WithMetadata } from "./options.ts";
import { readResponse } from "./read-response.ts";
import { withTimeLimit } from "./time-limit.ts";

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
export function createClient(service: ServiceDefinition, options: ClientOptions, platform: Platform): Client {
  const { maxAttempts = 3, tryTimeoutMs = 30_000, connectionTimeoutMs = 3_000 } = options;
  const { timeoutMs, maxResponseBytes = 67_108_864, region, headers, retryDelay } = options;
  const transport = options.transport ?? platform.createTransport(options);
  const authenticate = createAuthenticate(service, options);
  const retries = createRetries();
  const clock = createClock();
  const agentHeader = {
    [platform.userAgentHeader]: `api/${service.id} ${platform.userAgent} ${options.userAgent ?? ""}`.trim(),
  };

  async function prepare<Input>(operation: Operation<Input, unknown>, input: Input, callHeaders: Headers) {
    const parts = operation.write(input);
    const endpoint = service.resolveEndpoint({
      Region: region,
      Endpoint: options.endpoint,
      UseFIPS: options.useFipsEndpoint,
      UseDualStack: options.useDualstackEndpoint,
      ...operation.endpointParameters?.(input),
    });
    const own = { ...agentHeader, "amz-sdk-invocation-id": platform.createUuid() };
    const clientHeaders = typeof headers === "function" ? await headers() : headers;
    const request = createRequest(operation, parts, endpoint, mergeHeaders(own, clientHeaders, callHeaders));
    return { request, endpoint };
  }

  return {
    async call(operation, input, callOptions = {}) {
      let attempts = 0;
      let retry: Retry | undefined;
      const count = (error: unknown): void => {
        if (error instanceof ClientError) {
          error.attempts = error instanceof CredentialsError ? attempts - 1 : attempts;
        }
      };

      const work = async (signal: AbortSignal | undefined) => {
        const { request } = await prepare(operation, input, callOptions.headers);
        for (;;) {
          attempts++;
          const { offset } = clock;
          try {
            const output = await withTimeLimit("try", tryTimeoutMs, signal, async (trySignal) => {
              const headers = {
                ...request.headers,
                "amz-sdk-request": `attempt=${attempts}; max=${maxAttempts}`,
              };
              const authenticated = await authenticate({ ...request, headers }, operation);
              const response = await transport.send(authenticated, {
                signal: trySignal,
                connectionTimeoutMs,
              });
              const output = await readResponse(operation, response, maxResponseBytes);
              const $metadata = {
                status: response.status,
                requestId: findRequestId(response.headers),
                attempts,
                headers: response.headers,
              };
              return Object.assign(output, { $metadata });
            });
            retries.succeed(retry);
            return output;
          } catch (error) {
            count(error);
            const isSkewed = error instanceof ServiceError && clock.correct(error.headers, offset);
            retry = retries.plan(error, attempts, isSkewed ? "transient" : undefined);
            const delayMs = retryDelay
              ? retryDelay({ error, attempts, delayMs: retry?.delayMs })
              : retry?.delayMs;
            if (
              delayMs === undefined ||
              attempts >= maxAttempts ||
              isStream(request.body) ||
              signal?.aborted
            ) {
              throw error;
            }
            retries.take(retry);
            await pause(delayMs, signal);
          }
        }
      };

      try {
        return await withTimeLimit("call", timeoutMs, callOptions.signal, work);
      } catch (error) {
        count(error);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

type Headers = Readonly<Record<string, string>> | undefined;
