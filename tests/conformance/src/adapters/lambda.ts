import { createLambdaHandler } from "@eks-auth/server-runtime/lambda";
import type { Answer, WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";
import { addContentLength } from "./content-length.ts";

/** The events and results of AWS Lambda behind an HTTP API or a function URL: payload format 2.0. */
export const lambdaAdapter: Adapter = {
  name: "./lambda",
  async open(handler) {
    const answer = createLambdaHandler(handler);
    return {
      send: async (wireRequest) => readAnswer(await answer(makeEvent(wireRequest))),
      close: async () => {},
    };
  },
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function makeEvent({ method, path, query, headers, body }: WireRequest) {
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: Object.fromEntries(names),
    requestContext: {
      accountId: "111122223333",
      apiId: "conformance",
      domainName: "conformance.example",
      domainPrefix: "conformance",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "conformance" },
      requestId: "conformance",
      routeKey: "$default",
      stage: "$default",
      time: "01/Jan/2026:00:00:00 +0000",
      timeEpoch: 1_767_225_600_000,
    },
    ...(body.length === 0 ? {} : { body: Buffer.from(body).toString("base64") }),
    isBase64Encoded: body.length > 0,
  };
}

function readAnswer(result: Awaited<ReturnType<ReturnType<typeof createLambdaHandler>>>): Answer {
  const { statusCode, headers, body, isBase64Encoded } = result;
  return addContentLength({
    status: statusCode,
    headers,
    body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8"),
  });
}
