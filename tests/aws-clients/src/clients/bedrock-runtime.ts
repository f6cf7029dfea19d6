import { bytes, type ClientCases, streamOf } from "../cases.ts";

export const bedrockRuntime: ClientCases = {
  client: "bedrock-runtime",
  signedFor: "bedrock",
  http2: true,
  calls: [
    {
      title: "a payload whose media types are members",
      operation: "InvokeModel",
      sends: {
        modelId: "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0",
        contentType: "application/json",
        accept: "*/*",
        body: bytes('{"prompt":"é"}'),
        performanceConfigLatency: "optimized",
      },
      returns: { contentType: "application/json", body: bytes('{"completion":""}') },
    },
    {
      title: "an error with a number",
      operation: "InvokeModel",
      sends: { modelId: "m", contentType: "text/plain", body: bytes("a") },
      arrives: {
        modelId: "m",
        contentType: "text/plain",
        body: bytes("a"),
        performanceConfigLatency: "standard",
      },
      returns: {
        error: "ModelErrorException",
        members: { message: "Failed.", originalStatusCode: 503, resourceName: "m" },
      },
    },
    {
      title: "events in the response",
      operation: "InvokeModelWithResponseStream",
      sends: { modelId: "m", contentType: "application/json", accept: "*/*", body: bytes("{}") },
      returns: () => ({
        contentType: "application/json",
        body: streamOf({ chunk: { bytes: bytes("é") } }, { chunk: {} }),
      }),
      yields: { contentType: "application/json", body: [{ chunk: { bytes: bytes("é") } }, { chunk: {} }] },
    },
    {
      title: "a date-time in the query and in JSON",
      operation: "ListAsyncInvokes",
      sends: { submitTimeAfter: new Date(1_767_225_600_000), maxResults: 1 },
      returns: {
        asyncInvokeSummaries: [{ invocationArn: "a", submitTime: new Date(1_767_225_600_000) }],
        nextToken: "n",
      },
    },
  ],
};
