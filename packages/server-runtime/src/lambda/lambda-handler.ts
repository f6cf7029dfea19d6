import type { Handler } from "../handler/handler.ts";
import type { HttpResponse } from "../http/response.ts";
import { type LambdaHttpEvent, type LambdaHttpResult, LambdaRequest } from "./lambda-request.ts";

export type { LambdaHttpEvent, LambdaHttpResult };

/**
 * Makes a handler for AWS Lambda, behind an HTTP API of API Gateway or a function URL (payload format 2.0).
 *
 * Lambda has neither streams nor callers that go away: a body that streams is collected first, and `call.signal` aborts
 * only when the operation's time is over. Set the function's own timeout above the handler's `operationTimeoutMs`.
 *
 * @example
 * export const handler = createLambdaHandler(createMyServiceHandler(service));
 */
export function createLambdaHandler(handler: Handler): (event: LambdaHttpEvent) => Promise<LambdaHttpResult> {
  return async function answer(event) {
    const response = await handler(new LambdaRequest(event));
    const { status: statusCode, headers, body } = response;
    if (typeof body === "string") {
      return { statusCode, headers, body, isBase64Encoded: false };
    }
    return { statusCode, headers, body: await encode(body), isBase64Encoded: true };
  };
}

async function encode(body: Exclude<HttpResponse["body"], string>): Promise<string> {
  if (body instanceof Uint8Array) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64");
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of body) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("base64");
}
