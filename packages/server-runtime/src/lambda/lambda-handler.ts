/**
 * Hosts a handler in AWS Lambda, for HTTP APIs of API Gateway and for function URLs.
 *
 * @packageDocumentation
 */
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest } from "../http/request.ts";
import { hasKnownLength } from "../http/response.ts";
import {
  type LambdaAuthentication,
  type LambdaHttpEvent,
  type LambdaHttpResult,
  LambdaRequest,
} from "./lambda-request.ts";

export type { LambdaAuthentication, LambdaHttpEvent, LambdaHttpResult };

/**
 * Creates a handler for AWS Lambda, for an HTTP API of API Gateway or a function URL (payload format 2.0).
 *
 * Lambda has no streams: a streamed body is collected first. It doesn't report disconnected clients: `call.signal` aborts
 * only if the operation runs out of time. Set the function's timeout above the handler's `operationTimeoutMs`.
 *
 * @example
 * export const handler = createLambdaHandler(createMyServiceHandler(service));
 */
export function createLambdaHandler(handler: Handler): (event: LambdaHttpEvent) => Promise<LambdaHttpResult> {
  return async function handle(event) {
    const response = await handler(new LambdaRequest(event));
    const { status: statusCode, headers } = response;
    const body = hasKnownLength(response.body) ? response.body : await collect(response.body);
    if (statusCode !== 204 && statusCode !== 304) {
      headers["content-length"] = String(Buffer.byteLength(body));
    }
    return typeof body === "string"
      ? { statusCode, headers, body, isBase64Encoded: false }
      : { statusCode, headers, body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
  };
}

/**
 * Returns Lambda's event, for example for the result of the API's authorizer in its `requestContext`.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request
 */
export function getLambdaEvent({
  hostRequest,
}: Pick<HttpRequest, "hostRequest">): LambdaHttpEvent | undefined {
  return hostRequest instanceof LambdaRequest ? hostRequest.event : undefined;
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
