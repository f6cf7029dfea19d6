import type { LambdaHttpEvent } from "../../src/lambda.ts";

/** What a test may change about a sample event. */
export interface EventParts {
  method?: string;
  path?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  cookies?: string[];
}

/**
 * The event of an HTTP API, with everything that AWS documents.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function makeHttpApiEvent(parts: EventParts = {}, stage = "$default"): LambdaHttpEvent {
  const { method = "POST", path = "/greetings/Ada", query = "", headers, body, cookies } = parts;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookies === undefined ? {} : { cookies }),
    headers: headers ?? { "content-type": "application/json", "x-forwarded-port": "443" },
    requestContext: {
      accountId: "123456789012",
      apiId: "api-id",
      domainName: "id.execute-api.us-east-1.amazonaws.com",
      domainPrefix: "id",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "agent" },
      requestId: "id",
      routeKey: "$default",
      stage,
      time: "12/Mar/2020:19:03:58 +0000",
      timeEpoch: 1583348638390,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
  } as LambdaHttpEvent;
}

/**
 * The event of a function URL, with everything that AWS documents.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function makeFunctionUrlEvent(parts: EventParts = {}): LambdaHttpEvent {
  const event = makeHttpApiEvent(parts);
  const requestContext = {
    ...event.requestContext,
    accountId: "anonymous",
    apiId: "url-id",
    authentication: null,
    authorizer: null,
    domainName: "url-id.lambda-url.us-west-2.on.aws",
    domainPrefix: "url-id",
  };
  return { ...event, requestContext };
}
