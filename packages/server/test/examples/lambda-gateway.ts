import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import type { LambdaHttpEvent, LambdaHttpResult } from "../../src/lambda.ts";

/** Does for a Lambda function what a function URL does: it makes events of requests, and answers of results. */
export function createGateway(handler: (event: LambdaHttpEvent) => Promise<LambdaHttpResult>): Server {
  return createServer(async (incoming, outgoing) => {
    const [rawPath = "", rawQueryString = ""] = (incoming.url ?? "").split("?");
    const body = await text(incoming);
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    const event: LambdaHttpEvent = {
      rawPath,
      rawQueryString,
      headers: Object.fromEntries(headers),
      ...(body === "" ? {} : { body: Buffer.from(body).toString("base64") }),
      isBase64Encoded: body !== "",
      requestContext: { stage: "$default", http: { method: incoming.method ?? "GET" } },
    };
    // Lambda lets nothing pass but JSON.
    const result: LambdaHttpResult = JSON.parse(
      JSON.stringify(await handler(JSON.parse(JSON.stringify(event)))),
    );
    outgoing.writeHead(result.statusCode, result.headers);
    outgoing.end(Buffer.from(result.body, result.isBase64Encoded ? "base64" : "utf8"));
  });
}
