import { createLambdaHandler } from "@eks-auth/server-runtime/lambda";
import { lowerCaseNames, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";

/** AWS Lambda with an HTTP API or a function URL: events and results of payload format 2.0. */
export const lambdaAdapter: Adapter = {
  name: "./lambda",
  async open(handler) {
    const answer = createLambdaHandler(handler);
    return {
      async send(wireRequest) {
        const { statusCode, headers, body: text, isBase64Encoded } = await answer(makeEvent(wireRequest));
        return { status: statusCode, headers, body: Buffer.from(text, isBase64Encoded ? "base64" : "utf8") };
      },
      close: async () => {},
    };
  },
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function makeEvent({ method, path, query, headers, body }: WireRequest) {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: lowerCaseNames(headers),
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
