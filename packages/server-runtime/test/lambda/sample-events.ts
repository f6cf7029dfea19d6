import type { LambdaBalancerEvent, LambdaProxyEvent } from "../../src/lambda/lambda-handler.ts";

/**
 * The sample event of a REST API in AWS's documentation.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function makeRestApiEvent(changes: Partial<LambdaProxyEvent> = {}): LambdaProxyEvent {
  return {
    resource: "/my/path",
    path: "/greetings/Ada",
    httpMethod: "POST",
    headers: { "Content-Type": "application/json", header2: "value1,value2" },
    multiValueHeaders: { "Content-Type": ["application/json"], Header2: ["value1", "value2"] },
    queryStringParameters: { parameter1: "value1,value2", "a b": "&=" },
    multiValueQueryStringParameters: { parameter1: ["value1", "value2"], "a b": ["&="] },
    requestContext: {
      accountId: "123456789012",
      apiId: "id",
      authorizer: { claims: null, scopes: null },
      domainName: "id.execute-api.us-east-1.amazonaws.com",
      domainPrefix: "id",
      extendedRequestId: "request-id",
      httpMethod: "POST",
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        sourceIp: "192.0.2.1",
        user: null,
        userAgent: "user-agent",
        userArn: null,
        clientCert: { clientCertPem: "CERT_CONTENT", subjectDN: "www.example.com" },
      },
      path: "/my/path",
      protocol: "HTTP/1.1",
      requestId: "id=",
      requestTime: "04/Mar/2020:19:15:17 +0000",
      requestTimeEpoch: 1583349317135,
      resourceId: null,
      resourcePath: "/my/path",
      stage: "prod",
    },
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    ...changes,
  } as LambdaProxyEvent;
}

/**
 * The sample event of an HTTP API with payload format 1.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function makeHttpApiV1Event(changes: Partial<LambdaProxyEvent> = {}): LambdaProxyEvent {
  return makeRestApiEvent({ version: "1.0", path: "/prod/greetings/Ada", ...changes });
}

/**
 * The sample event of a load balancer in AWS's documentation.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function makeBalancerEvent(changes: Partial<LambdaBalancerEvent> = {}): LambdaBalancerEvent {
  return {
    requestContext: {
      elb: {
        targetGroupArn:
          "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-target-group/6d0ecf831eec9f09",
      },
    },
    httpMethod: "POST",
    path: "/greetings/Ada",
    queryStringParameters: { parameter1: "value2", "a%20b": "%26%3D" },
    headers: {
      accept: "application/json,*/*",
      "content-type": "application/json",
      cookie: "c=1; d=2",
      host: "lambda-846800462-us-east-2.elb.amazonaws.com",
      "x-amzn-trace-id": "Root=1-5bdb40ca-556d8b0c50dc66f0511bf520",
      "x-forwarded-for": "198.51.100.7, 192.0.2.1",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
    },
    body: "",
    isBase64Encoded: false,
    ...changes,
  };
}

/** The same with multi-value headers, which replace the others. */
export function makeMultiValueBalancerEvent(changes: Partial<LambdaBalancerEvent> = {}): LambdaBalancerEvent {
  const { headers, queryStringParameters: _, ...event } = makeBalancerEvent();
  return {
    ...event,
    multiValueHeaders: {
      ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, [value ?? ""]])),
      cookie: ["c=1", "d=2"],
      "x-a": ["1", "2"],
    },
    multiValueQueryStringParameters: { parameter1: ["value1", "value2"], "a%20b": ["%26%3D"] },
    ...changes,
  };
}
