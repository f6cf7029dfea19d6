/**
 * Hosts a handler in AWS Lambda: for APIs of API Gateway, function URLs and Application Load Balancers.
 *
 * @packageDocumentation
 */
import type { Handler } from "../handler/handler.ts";
import { ByteCollector } from "../http/byte-collector.ts";
import type { HttpRequest } from "../http/request.ts";
import { hasKnownLength } from "../http/response.ts";
import type { LambdaBalancerEvent } from "./balancer-event.ts";
import type { LambdaHttpEvent } from "./http-event.ts";
import type { LambdaAuthentication } from "./lambda-authentication.ts";
import type { LambdaEvent } from "./lambda-event.ts";
import { LambdaRequest } from "./lambda-request.ts";
import { adaptResult, type LambdaHttpResult, type LambdaProxyResult } from "./lambda-result.ts";
import type { LambdaProxyEvent } from "./proxy-event.ts";

export type {
  LambdaAuthentication,
  LambdaBalancerEvent,
  LambdaEvent,
  LambdaHttpEvent,
  LambdaHttpResult,
  LambdaProxyEvent,
  LambdaProxyResult,
};

/** A function for Lambda. The result has the form that the source of the event expects. */
export interface LambdaHandler {
  /** Answers an event of payload format 2.0. */
  (event: LambdaHttpEvent): Promise<LambdaHttpResult>;
  /** Answers an event of payload format 1.0, or of a load balancer. */
  (event: LambdaProxyEvent | LambdaBalancerEvent): Promise<LambdaProxyResult>;
}

/**
 * Creates a handler for AWS Lambda. It takes events of payload format 2.0 (HTTP API, function URL), of payload format 1.0
 * (REST API, HTTP API) and of Application Load Balancers. For any other event its promise rejects with a TypeError.
 *
 * Lambda has no streams: a streamed body is collected first. If it is larger than Lambda's results can be, 6 MB with bytes as
 * base64, its source is closed and the promise rejects with a TypeError. Lambda doesn't report disconnected clients:
 * `call.signal` aborts only if the operation runs out of time. Set the function's timeout above the handler's
 * `operationTimeoutMs`.
 *
 * @example
 * export const handler = createLambdaHandler(createMyServiceHandler(service));
 */
export function createLambdaHandler(handler: Handler): LambdaHandler {
  async function handle(event: LambdaEvent): Promise<LambdaHttpResult | LambdaProxyResult> {
    const response = await handler(new LambdaRequest(event));
    const { status: statusCode, headers } = response;
    const body = hasKnownLength(response.body) ? response.body : await collect(response.body);
    if (statusCode !== 204 && statusCode !== 304) {
      headers["content-length"] ??= String(Buffer.byteLength(body));
    }
    const isText = typeof body === "string";
    const text = isText ? body : Buffer.from(body).toString("base64");
    return adaptResult({ statusCode, headers, body: text, isBase64Encoded: !isText }, event);
  }
  return handle as LambdaHandler;
}

/**
 * Returns Lambda's event, for example for the result of the API's authorizer in its `requestContext`.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request
 */
export function getLambdaEvent({ hostRequest }: Pick<HttpRequest, "hostRequest">): LambdaEvent | undefined {
  return hostRequest instanceof LambdaRequest ? hostRequest.event : undefined;
}

/**
 * The most bytes that a result of Lambda can have, 6 MB, as base64.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxBodyBytes = (6 * 1_024 * 1_024 * 3) / 4;

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const collected = new ByteCollector();
  for await (const piece of body) {
    collected.add(piece);
    if (collected.length > maxBodyBytes) {
      throw new TypeError(
        `The operation's output streams more than ${maxBodyBytes} bytes, which Lambda can't return. ` +
          "Return less, or host the operation where responses are streamed.",
      );
    }
  }
  return collected.bytes;
}
